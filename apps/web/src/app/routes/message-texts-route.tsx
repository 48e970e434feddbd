import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { TemplatesPage } from '../../features/messages/templates-page.js';
import { useShownClinic } from '../clinic-zone.js';
import { NoClinic } from '../route-states.js';

const route = getRouteApi('/signed-in/settings/messages');

export function MessageTextsRoute() {
  const { clinic: clinicId, language = 'en', sedation = 'moderate' } = route.useSearch();
  const navigate = useNavigate();
  const { known, clinic } = useShownClinic(clinicId);
  if (clinic === undefined) return <NoClinic title="Message texts" />;
  const shown = clinicId !== undefined && { clinic: clinicId };
  return (
    <TemplatesPage
      clinic={clinic}
      clinics={known}
      asked={{ language, sedation }}
      onAsked={(asked) => void navigate({ to: '/settings/messages', search: { ...shown, ...asked } })}
      onClinic={(id) =>
        void navigate({ to: '/settings/messages', search: { clinic: id, language, sedation } })
      }
    />
  );
}
