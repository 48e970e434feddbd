import { Anchor, Skeleton, Stack } from '@mantine/core';
import { problemTexts } from '@lull/contracts/plain';
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { isMissingPart, isProblem, noticeOf, Unreachable } from '../api/problem.js';
import { EmptyState } from '../ui/empty-state.js';
import { Page } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';

export function RoutePending() {
  return (
    <Stack p="md" gap="sm" aria-busy="true">
      <span className="visually-hidden">Loading</span>
      <Skeleton h={28} w={260} />
      <Skeleton h={120} />
      <Skeleton h={240} />
    </Stack>
  );
}

export function RouteFailed({ error }: ErrorComponentProps) {
  const router = useRouter();
  const title = isProblem(error)
    ? error.title
    : error instanceof Unreachable || isMissingPart(error)
      ? 'Not reachable'
      : 'Something went wrong';
  // The browser does not ask again for a part that it once failed to fetch.
  const again = (): void => {
    if (isMissingPart(error)) window.location.reload();
    else void router.invalidate();
  };
  return (
    <Page title={title}>
      <ProblemNotice {...noticeOf(error)} onRetry={again} />
    </Page>
  );
}

export function NotFound() {
  return (
    <main>
      <Page title="No such page">
        <EmptyState
          sentence="There is nothing at this address."
          action={<Anchor renderRoot={(props) => <Link to="/" {...props} />}>Go to the day board</Anchor>}
        />
      </Page>
    </main>
  );
}

/** A page about a clinic of a practice that has none. */
export function NoClinic({ title }: { readonly title: string }) {
  return (
    <Page title={title}>
      <EmptyState sentence="Your practice has no clinic yet. An administrator sets it up." />
    </Page>
  );
}

/** The page is there, but not for this role: nothing of it is asked for. */
export function NotAllowed() {
  const { title, detail } = problemTexts['not-allowed'];
  return (
    <Page title={title}>
      <ProblemNotice sentence={detail({})} code="not-allowed" />
    </Page>
  );
}
