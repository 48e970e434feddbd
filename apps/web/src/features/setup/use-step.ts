import { useMutation, useQueryClient } from '@tanstack/react-query';
import { readAnew } from '../../api/read-anew.js';
import { useAnnounce } from '../../ui/announcer.js';

/** Saves a step, reads anew what stands, and goes on. */
export function useStep<Body>(save: (body: Body) => Promise<unknown>, said: string, onNext: () => void) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const lookAnew = (): Promise<unknown> =>
    Promise.all([readAnew(queryClient, 'settings'), readAnew(queryClient, 'block-time')]);
  return useMutation({
    mutationFn: save,
    // What was saved before something was refused stands, and is shown.
    onError: lookAnew,
    onSuccess: async () => {
      await lookAnew();
      announce(said);
      onNext();
    },
  });
}
