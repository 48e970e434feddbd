import { notifications } from '@mantine/notifications';
import type { SessionView } from '@lull/contracts';
import { sentenceOf } from '../../api/problem.js';
import { undoStep, useSessionChanged } from '../../api/sessions.js';
import { useAnnounce } from '../../ui/announcer.js';
import { statusLooks } from '../../ui/session-status.js';
import { Undoable } from '../../ui/undoable.js';

/** Says of a step that it was taken, and takes it back for as long as the toast stands: a key is soon pressed. */
export function useStepToast(): (after: SessionView) => void {
  const announce = useAnnounce();
  const changed = useSessionChanged();
  const takeBack = async (after: SessionView): Promise<void> => {
    try {
      const back = await undoStep(after);
      announce(`${back.patientName}: ${statusLooks[back.state].word} again`);
      await changed(back);
    } catch (error) {
      notifications.show({ color: 'red', title: 'Not taken back', message: sentenceOf(error) });
    }
  };
  return (after) => {
    const { patientName, state } = after;
    const id = `step-${after.id}`;
    announce(`${patientName}: ${statusLooks[state].word}`);
    // Only the latest step of a session can be taken back.
    notifications.hide(id);
    notifications.show({
      id,
      title: patientName,
      message: (
        <Undoable
          sentence={`Now ${statusLooks[state].word}.`}
          onUndo={() => {
            notifications.hide(id);
            void takeBack(after);
          }}
        />
      ),
    });
  };
}
