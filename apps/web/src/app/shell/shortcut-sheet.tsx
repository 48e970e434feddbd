import { Modal } from '@mantine/core';
import { useState } from 'react';
import { actionsNow, keysText } from '../../ui/actions.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { useSingleKeys } from '../../ui/shortcuts.js';
import classes from './command-palette.module.css';

/** Every key that is heard on the screen that is open (?), and nothing that is not. */
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
      {!singleKeys && (
        <p className={classes['note']}>
          Single keys are switched off in your preferences: of letters and digits only those with Ctrl are
          heard.
        </p>
      )}
      <div className={classes['groups']}>
        {groups.map(({ name, actions }) => {
          const listed = actions.flatMap((action) => {
            const keys = keysText(action);
            return keys === null ? [] : [{ words: action.words, keys }];
          });
          return listed.length === 0 ? null : (
            <section key={name} className={classes['group']}>
              <h3>{name}</h3>
              <dl>
                {listed.map(({ words, keys }) => (
                  <div key={words}>
                    <dt>{words}</dt>
                    <dd>
                      <kbd className={classes['keys']}>{keys}</kbd>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Modal>
  );
}
