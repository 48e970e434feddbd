import { notifications } from '@mantine/notifications';
import type { SessionView } from '@lull/contracts';
import { sentenceOf } from '../../api/problem.js';
import { undoStep, useSessionChanged } from '../../api/sessions.js';
import { useAnnounce } from '../../ui/announcer.js';
import { statusLooks } from '../../ui/session-status.js';
import { showUndoable } from '../../ui/undo-toast.js';

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
    announce(`${patientName}: ${statusLooks[state].word}`);
    showUndoable({
      about: `step-${after.id}`,
      title: patientName,
      sentence: `Now ${statusLooks[state].word}.`,
      onUndo: () => void takeBack(after),
    });
  };
}
