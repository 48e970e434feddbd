import type { SessionStateName, SessionView } from '@lull/contracts';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { sessionInjectionsQuery } from '../../features/outcomes/outcomes.queries.js';

export function wasInRoom(state: SessionStateName): boolean {
  return state === 'in-room' || state === 'recovering' || state === 'discharged';
}

/** For a physician, once the patient was in the room: a record for each side that has none. The side is not handed on. */
export function RecordInjectionOffer({ session }: { readonly session: SessionView }) {
  const member = useOwnSignIn();
  const asked = wasInRoom(session.state) && member.may('injection', 'record');
  const { data: injections } = useQuery({ ...sessionInjectionsQuery(session.id), enabled: asked });
  if (!asked || injections === undefined) return null;
  const recorded = new Set(
    injections.filter(({ status }) => status !== 'entered-in-error').map(({ side }) => side),
  );
  if (recorded.size >= (session.side === 'both' ? 2 : 1)) return null;
  return (
    <Button
      variant="light"
      w="fit-content"
      renderRoot={(props) => (
        <Link
          to="/series/$id"
          params={{ id: session.seriesId }}
          search={{ record: 'injection', session: session.id }}
          {...props}
        />
      )}
    >
      Record injection
    </Button>
  );
}
