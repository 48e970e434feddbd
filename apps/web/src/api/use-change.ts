import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { newKey } from './new-key.js';

/**
 * A change under an idempotency key that stays the same as long as the same thing is sent: pressing twice, or
 * again after the network failed, has one effect; a corrected form is a new request.
 */
export function useChange<Body, Answer>(
  send: (body: Body, idempotencyKey: string) => Promise<Answer>,
  onSuccess: (answer: Answer) => void | Promise<void>,
) {
  const sent = useRef<{ readonly text: string; readonly key: string }>(undefined);
  return useMutation({
    mutationFn: (body: Body) => {
      const text = JSON.stringify(body);
      if (sent.current?.text !== text) sent.current = { text, key: newKey() };
      return send(body, sent.current.key);
    },
    onSuccess: async (answer) => {
      sent.current = undefined;
      await onSuccess(answer);
    },
  });
}
