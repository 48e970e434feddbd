import { Anchor, Modal } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { actionsNow } from '../../ui/actions.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { KeyList } from '../../ui/key-list.js';
import { useSingleKeys } from '../../ui/shortcuts.js';
import classes from './command-palette.module.css';

/** Every key that is heard on the screen that is open (?), and nothing that is not; and the way to the help. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const [groups] = useState(actionsNow);
  const [singleKeys] = useSingleKeys();
  useFocusBack();
  return (
    <Modal
      opened
      onClose={onClose}
      title="Keyboard"
      size={680}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p className={classes['note']}>
        <Anchor renderRoot={(props) => <Link to="/help" {...props} onClick={onClose} />}>
          Open the help
        </Anchor>
        : guides for your role, all words, and what this product is.
      </p>
      {!singleKeys && (
        <p className={classes['note']}>
          Single keys are switched off in your preferences: of letters and digits only those with Ctrl are
          heard.
        </p>
      )}
      <KeyList groups={groups} />
    </Modal>
  );
}
