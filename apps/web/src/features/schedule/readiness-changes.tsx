import type { PreviewReadinessRequest } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import { readinessPreviewQuery } from '../../api/readiness.js';
import { ReadinessDifference } from '../../ui/readiness-difference.js';

interface ReadinessChangesProps {
  readonly sessionId: string;
  readonly request: PreviewReadinessRequest;
}

/** What must be done anew, or no more, if the session is changed so; nothing while that is not known. */
export function ReadinessChanges({ sessionId, request }: ReadinessChangesProps) {
  const { data: preview } = useQuery(readinessPreviewQuery(sessionId, request));
  return preview === undefined ? null : <ReadinessDifference preview={preview} />;
}
