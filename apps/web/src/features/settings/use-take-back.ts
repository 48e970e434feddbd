import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { readAnew } from '../../api/read-anew.js';
import { sentenceOf } from '../../api/problem.js';

interface WayBack {
  readonly undo: () => Promise<unknown>;
  /** What stands again. */
  readonly sentence: string;
}

/** The way back of a toast: what comes of it is said, also when the form that made the change is gone. */
export function useTakeBack(changed: 'settings' | 'closure'): (back: WayBack) => void {
  const queryClient = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: ({ undo }: WayBack) => undo(),
    onSuccess: async (_, { sentence }) => {
      notifications.show({ title: 'Taken back', message: sentence });
      await readAnew(queryClient, changed);
    },
    onError: (error) => {
      notifications.show({ color: 'red', title: 'Not taken back', message: sentenceOf(error) });
    },
  });
  return mutate;
}
