import type { SessionView } from '@lull/contracts';
import { Link } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { SessionMessages } from '../../features/messages/session-messages.js';
import { useClinics } from '../clinic-zone.js';

/** The messages of a session in its panel, each with its way to the mailbox; for those who may read them. */
export function MessagesOfSession({ session }: { readonly session: SessionView }) {
  const member = useOwnSignIn();
  const { zoneOf } = useClinics();
  if (!member.may('message', 'read')) return null;
  return (
    <SessionMessages
      sessionId={session.id}
      zone={zoneOf(session.clinicId)}
      renderLink={({ id, patientId }, words) => (
        <Link to="/mailbox" search={{ patient: patientId, message: id }}>
          {words}
        </Link>
      )}
    />
  );
}
