import { Anchor, Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { AboutPage } from '../../features/help/about-page.js';
import { HelpPage } from '../../features/help/help-page.js';
import { isOpenTo } from '../shell/navigation.js';

const route = getRouteApi('/signed-in/help');

export function HelpRoute() {
  const { roles } = useOwnSignIn();
  const { find = '' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <HelpPage
      roles={roles}
      find={find}
      onFind={(words) => void navigate({ search: words === '' ? {} : { find: words }, replace: true })}
      // What one's role does not open is named and not linked.
      renderPlace={(to, words) =>
        isOpenTo(roles, to) ? (
          <Anchor renderRoot={(props) => <Link to={to} {...props} />}>{words}</Anchor>
        ) : (
          words
        )
      }
      about={
        <Button variant="default" renderRoot={(props) => <Link to="/help/about" {...props} />}>
          About Lull
        </Button>
      }
    />
  );
}

export function AboutRoute() {
  return (
    <AboutPage
      help={
        <Button variant="default" renderRoot={(props) => <Link to="/help" {...props} />}>
          Help
        </Button>
      }
    />
  );
}
