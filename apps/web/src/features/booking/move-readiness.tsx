import { Skeleton } from '@mantine/core';
import type { PreviewReadinessRequest } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { sentenceOf } from '../../api/problem.js';
import { readinessPreviewQuery } from '../../api/readiness.js';
import { AfterMoment } from '../../ui/after-moment.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { ReadinessDifference } from '../../ui/readiness-difference.js';

interface MoveReadinessProps {
  readonly sessionId: string;
  readonly to: PreviewReadinessRequest;
}

/** What a move asks for anew, before it is confirmed: evidence for the old time may count no longer (READY-43). */
export function MoveReadiness({ sessionId, to }: MoveReadinessProps) {
  const mayRead = useOwnSignIn().may('readiness', 'read');
  const {
    data: preview,
    error,
    refetch,
  } = useQuery({ ...readinessPreviewQuery(sessionId, to), enabled: mayRead });
  if (!mayRead) return null;
  if (error !== null) return <ProblemNotice sentence={sentenceOf(error)} onRetry={() => void refetch()} />;
  if (preview === undefined)
    return (
      <AfterMoment>
        <Skeleton h={48} aria-label="Looking what would be asked for anew" />
      </AfterMoment>
    );
  return <ReadinessDifference preview={preview} />;
}
