import { Anchor } from '@mantine/core';
import { civilDateAt } from '@lull/domain';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sessionQuery } from '../api/sessions.js';
import { useClinics } from './clinic-zone.js';

/** From a paper about a session back to where the session stands. */
export function BoardLink({ sessionId }: { readonly sessionId: string }) {
  const { zoneOf } = useClinics();
  const { data: session } = useQuery(sessionQuery(sessionId));
  if (session === undefined) return null;
  return (
    <Anchor
      size="sm"
      renderRoot={(props) => (
        <Link
          to="/day/$date"
          params={{ date: civilDateAt(session.start, zoneOf(session.clinicId)) }}
          search={{ session: sessionId, clinic: session.clinicId }}
          {...props}
        />
      )}
    >
      The session on the board
    </Anchor>
  );
}
