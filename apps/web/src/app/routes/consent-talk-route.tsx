import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ConsentTalkPage } from '../../features/readiness/consent-talk-page.js';
import { BoardLink } from '../board-link.js';

const route = getRouteApi('/signed-in/sessions/$id/consent-talk');

export function ConsentTalkRoute() {
  const { id } = route.useParams();
  const { language, ...search } = route.useSearch();
  const navigate = useNavigate();
  return (
    <ConsentTalkPage
      sessionId={id}
      language={language ?? null}
      onLanguage={(to) =>
        void navigate({
          to: '/sessions/$id/consent-talk',
          params: { id },
          search: to === null ? search : { ...search, language: to },
          replace: true,
        })
      }
      back={<BoardLink sessionId={id} />}
    />
  );
}
