import { Modal, SegmentedControl, Switch, useMantineColorScheme } from '@mantine/core';
import { densities, useDensity } from '../../ui/density.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { useSingleKeys } from '../../ui/shortcuts.js';
import classes from './command-palette.module.css';

const schemes = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

/** A member's own choices, kept in this browser. */
export function Preferences({ onClose }: { readonly onClose: () => void }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const [density, setDensity] = useDensity();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  useFocusBack();
  return (
    <Modal
      opened
      onClose={onClose}
      title="My preferences"
      size={420}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes['preferences']}>
        <Switch
          checked={singleKeys}
          onChange={({ currentTarget }) => setSingleKeys(currentTarget.checked)}
          label="Single-key shortcuts"
          description="Letters, digits, / and ? do something by themselves. Off: only keys with Ctrl or Cmd do."
        />
        <fieldset>
          <legend>Colours</legend>
          <SegmentedControl
            fullWidth
            aria-label="Colours"
            data={[...schemes]}
            value={colorScheme}
            onChange={(chosen) => setColorScheme(chosen)}
          />
        </fieldset>
        <fieldset>
          <legend>Density of the board</legend>
          <SegmentedControl
            fullWidth
            aria-label="Density of the board"
            data={[...densities]}
            value={density}
            onChange={(chosen) => setDensity(chosen)}
          />
        </fieldset>
        <p className={classes['note']}>Kept in this browser alone.</p>
      </div>
    </Modal>
  );
}
