import { Anchor } from '@mantine/core';
import type { WorklistRowView } from '@lull/contracts';
import { maySeeWorklist } from '@lull/contracts/plain';
import { followUpTaskKinds, worklistKinds } from '@lull/domain';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { WorklistsPage } from '../../features/worklists/worklists-page.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Page } from '../../ui/page.js';
import { useShownClinic } from '../clinic-zone.js';
import { patientAnchor } from '../patient-link.js';
import { NoClinic } from '../route-states.js';

const route = getRouteApi('/signed-in/lists');

export function WorklistsRoute() {
  const filters = route.useSearch();
  const navigate = useNavigate();
  const { roles } = useOwnSignIn();
  const { known, clinic } = useShownClinic(filters.clinic);
  const [first, ...others] = worklistKinds.filter((kind) => maySeeWorklist(roles, kind));
  if (clinic === undefined) return <NoClinic title="Lists" />;
  if (first === undefined)
    return (
      <Page title="Lists">
        <EmptyState sentence="None of the lists is for your role." />
      </Page>
    );
  const { list: _shown, ...kept } = filters;
  return (
    <WorklistsPage
      clinic={clinic}
      clinics={known}
      lists={[first, ...others]}
      filters={filters}
      onFilters={(search) => void navigate({ to: '/lists', search, replace: true })}
      renderTab={(list, words, isShown) => (
        <Link key={list} to="/lists" search={{ ...kept, list }} aria-current={isShown ? 'page' : undefined}>
          {words}
        </Link>
      )}
      renderTasks={(kind, words) => {
        const taskKind = followUpTaskKinds.find((each) => each === kind);
        return (
          <Link key={kind ?? 'all'} to="/tasks" search={taskKind === undefined ? {} : { kind: taskKind }}>
            {words}
          </Link>
        );
      }}
      patientLink={patientAnchor}
      renderSession={({ id, date }, words) => (
        <Link to="/day/$date" params={{ date }} search={{ session: id, clinic: clinic.id }} preload={false}>
          {words}
        </Link>
      )}
      renderPlace={(row) => placeOf(row, clinic.id)}
    />
  );
}

/** Where what a row asks for is done. */
function placeOf(row: WorklistRowView, clinic: string): ReactNode {
  const { reason, patientId, seriesId, session, patientName } = row;
  const open = (words: string, link: (props: object) => ReactNode) => (
    <Anchor size="sm" aria-label={`${words}: ${patientName}`} renderRoot={link}>
      {words}
    </Anchor>
  );
  if (reason === null && session !== null)
    return open('Open', (props) => (
      <Link
        to="/day/$date"
        params={{ date: session.date }}
        search={{ session: session.id, clinic }}
        {...props}
      />
    ));
  if ((reason === 'diary-silent' || reason === 'not-called-since') && seriesId !== null)
    return open('Record', (props) => (
      <Link to="/series/$id" params={{ id: seriesId }} search={{ record: 'score' }} {...props} />
    ));
  if (reason === 'decision-waits' && seriesId !== null)
    return open('Decide', (props) => <Link to="/series/$id" params={{ id: seriesId }} {...props} />);
  return open('Open', (props) => (
    <Link
      to="/patients/$id"
      params={{ id: patientId }}
      search={reason === 'no-contact' || reason === 'no-consent-to-messages' ? { edit: true } : {}}
      {...props}
    />
  ));
}
