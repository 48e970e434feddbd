import { Button } from '@mantine/core';
import { statusOfProblem, type ProblemCode } from '@lull/contracts/plain';
import { IconAlertTriangle } from '@tabler/icons-react';
import classes from './notice.module.css';

interface ProblemNoticeProps {
  /** What was refused or failed, in a sentence. */
  readonly sentence: string;
  /** For support: small, after the sentence. */
  readonly code?: ProblemCode | null;
  /** Offered where the same question may have another answer. */
  readonly onRetry?: () => void;
}

/** A refusal stays one, however often one asks; a server that failed or is busy may answer the next time. */
function mayChangeItsMind(code: ProblemCode | null): boolean {
  if (code === null) return true;
  const status = statusOfProblem(code);
  return status >= 500 || status === 429;
}

/** Why a screen has nothing to show, and the way to try again. */
export function ProblemNotice({ sentence, code, onRetry }: ProblemNoticeProps) {
  return (
    <div className={classes['bad']} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <div className={classes['text']}>
        {sentence}
        {code != null && <code className={classes['code']}>{code}</code>}
      </div>
      {onRetry !== undefined && mayChangeItsMind(code ?? null) && (
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
