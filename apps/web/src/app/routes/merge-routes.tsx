import { Anchor } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DuplicatesPage } from '../../features/patients/duplicates-page.js';
import { MergePage } from '../../features/patients/merge-page.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Page } from '../../ui/page.js';
import { patientAnchor } from '../patient-link.js';

const merge = getRouteApi('/signed-in/patients/merge');

function compareLink(kept: string, joined: string, words: string): ReactNode {
  return (
    <Link to="/patients/merge" search={{ kept, joined }} preload={false}>
      {words}
    </Link>
  );
}

export function DuplicatesRoute() {
  return (
    <DuplicatesPage
      back={
        <Anchor size="sm" renderRoot={(props) => <Link to="/patients" {...props} />}>
          All patients
        </Anchor>
      }
      patientLink={patientAnchor}
      compareLink={compareLink}
    />
  );
}

/** Joins the two records of the address. */
export function MergeRoute() {
  const { kept, joined } = merge.useSearch();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const back = (
    <Anchor size="sm" renderRoot={(props) => <Link to="/patients/duplicates" {...props} />}>
      Likely duplicates
    </Anchor>
  );
  if (kept === undefined || joined === undefined)
    return (
      <Page title="Join two records" note={back}>
        <EmptyState sentence="Choose two records to compare among the likely duplicates." />
      </Page>
    );
  return (
    <MergePage
      keptId={kept}
      joinedId={joined}
      back={back}
      onSwap={() =>
        void navigate({ to: '/patients/merge', search: { kept: joined, joined: kept }, replace: true })
      }
      onJoined={({ keptId }) => {
        // Whose anything is may have changed everywhere.
        void queryClient.invalidateQueries();
        void navigate({ to: '/patients/$id', params: { id: keptId } });
      }}
    />
  );
}
