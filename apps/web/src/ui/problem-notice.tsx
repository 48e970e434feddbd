import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import classes from './notice.module.css';

interface ProblemNoticeProps {
  /** What was refused or failed, in a sentence. */
  readonly sentence: string;
  /** For support: small, after the sentence. */
  readonly code?: string | null;
  readonly onRetry?: () => void;
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
      {onRetry !== undefined && (
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
