import { Anchor } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { AfterCarePage } from '../../features/day/after-care-page.js';

const route = getRouteApi('/signed-in/sessions/$id/after-care');

/** What the patient takes along after the injection. */
export function AfterCareRoute() {
  const { id } = route.useParams();
  return (
    <AfterCarePage
      sessionId={id}
      links={
        <Anchor renderRoot={(props) => <Link to="/sessions/$id/day" params={{ id }} {...props} />}>
          The day
        </Anchor>
      }
    />
  );
}
