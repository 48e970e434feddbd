import { Anchor } from '@mantine/core';
import type { StandingSessionView } from '@lull/contracts';
import { Link } from '@tanstack/react-router';

/** A session by its time, on the board of its day. */
export function SessionLink({ session }: { readonly session: StandingSessionView }) {
  const { sessionId, clinicId, date, start } = session;
  return (
    <Anchor
      size="sm"
      renderRoot={(props) => (
        <Link
          to="/day/$date"
          params={{ date }}
          search={{ clinic: clinicId, session: sessionId }}
          {...props}
        />
      )}
    >
      {start.text}
    </Anchor>
  );
}
