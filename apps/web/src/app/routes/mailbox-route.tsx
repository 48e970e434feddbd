import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { MailboxPage } from '../../features/messages/mailbox-page.js';
import { MessagePanel } from '../../features/messages/message-panel.js';
import { useClinics } from '../clinic-zone.js';
import { patientAnchor } from '../patient-link.js';

const route = getRouteApi('/signed-in/mailbox');

export function MailboxRoute() {
  const { message, ...filters } = route.useSearch();
  const navigate = useNavigate();
  const { zoneOf } = useClinics();
  const mayRead = useOwnSignIn().may('message', 'read');
  return (
    <>
      <MailboxPage
        filters={filters}
        open={message ?? null}
        mayRead={mayRead}
        zoneOf={zoneOf}
        patientLink={patientAnchor}
        onFilters={(search) => void navigate({ to: '/mailbox', search, replace: true })}
        onOpen={(id) => void navigate({ to: '/mailbox', search: { ...filters, message: id } })}
      />
      {message !== undefined && mayRead && (
        <MessagePanel
          key={message}
          id={message}
          zoneOf={zoneOf}
          patientLink={patientAnchor}
          onClose={() => void navigate({ to: '/mailbox', search: filters })}
        />
      )}
    </>
  );
}
