import { Radio, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { CheckSessionRequest, MoveChangeView, MovePreviewView, SessionView } from '@lull/contracts';
import { moveScopes, type MoveScope } from '@lull/domain';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { noticeOf } from '../../api/problem.js';
import { instantText } from '../../ui/instant-text.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { MoveReadiness } from './move-readiness.js';
import { movePreviewQuery } from './booking.queries.js';
import { placeOf } from './use-booking.js';
import notice from '../../ui/notice.module.css';
import classes from './series-scope.module.css';

const scopeWords: Readonly<Record<MoveScope, { readonly label: string; readonly description: string }>> = {
  'only-this': { label: 'Only this session', description: 'The later ones stay where they are.' },
  'shift-rest': {
    label: 'Shift the rest',
    description: 'Each later session by as many days, at its own time of day.',
  },
  'plan-anew': {
    label: 'Plan the rest anew',
    description: 'Each later session at a free time near its target interval.',
  },
};

/** What a move means for the series: asked for as soon as later sessions could go along (product rule 6). */
export function useSeriesScope(moved: SessionView | null, question: CheckSessionRequest | null) {
  const [scope, setScope] = useState<MoveScope>('only-this');
  const request = question === null || moved === null ? null : { ...placeOf(question), scope };
  const { data: preview, error, isFetching } = useQuery(movePreviewQuery(moved?.id ?? '', request));
  const current = preview?.scope === scope && !isFetching ? preview : undefined;
  return {
    scope,
    setScope,
    preview: current,
    error,
    /** There is somebody to ask about. */
    asks: (preview?.laterSessions ?? 0) > 0,
  };
}

interface SeriesScopeProps {
  readonly choice: ReturnType<typeof useSeriesScope>;
  readonly nameOf: (resourceId: string) => string;
}

export function SeriesScope({ choice: { asks, scope, setScope, preview, error }, nameOf }: SeriesScopeProps) {
  if (error !== null && scope !== 'only-this') return <ProblemNotice {...noticeOf(error)} />;
  if (!asks) return null;
  return (
    <div className={classes['scope']}>
      <Radio.Group
        label="The later sessions of this series"
        value={scope}
        onChange={(value) => setScope(moveScopes.find((each) => each === value) ?? 'only-this')}
      >
        {moveScopes.map((each) => (
          <Radio key={each} value={each} mt={6} {...scopeWords[each]} />
        ))}
      </Radio.Group>
      {scope !== 'only-this' &&
        (preview === undefined ? (
          <Skeleton h={120} aria-label="Looking what would change" />
        ) : (
          <Changes preview={preview} nameOf={nameOf} />
        ))}
    </div>
  );
}

function Changes({
  preview: { changes },
  nameOf,
}: {
  readonly preview: MovePreviewView;
  readonly nameOf: (resourceId: string) => string;
}) {
  const voided = changes.filter(({ confirmationVoided }) => confirmationVoided).length;
  return (
    <section aria-label="What would change">
      <ol className={classes['changes']}>
        {changes.map((change) => (
          <Change key={change.sessionId} change={change} nameOf={nameOf} />
        ))}
      </ol>
      {voided > 0 && (
        <p className={classes['voided']}>
          {voided === 1 ? 'One confirmation becomes' : `${voided} confirmations become`} void: the patient
          must be asked again.
        </p>
      )}
    </section>
  );
}

function Change({
  change: { sessionId, to, fromText, toText, roomId, refusals, advisories },
  nameOf,
}: {
  readonly change: MoveChangeView;
  readonly nameOf: (resourceId: string) => string;
}) {
  return (
    <li>
      <span className="tabular">
        {fromText} → <b>{toText}</b>, {nameOf(roomId)}
      </span>
      {refusals.map(({ code, detail }) => (
        <div key={`${code} ${detail}`} className={notice['bad']}>
          <IconAlertTriangle size={16} aria-hidden />
          <div className={notice['text']}>
            {detail}
            <code className={notice['code']}>{code}</code>
          </div>
        </div>
      ))}
      {advisories.map(({ code, detail }) => (
        <div key={code} className={classes['advisory']}>
          <IconInfoCircle size={14} aria-hidden /> {detail}
        </div>
      ))}
      <MoveReadiness sessionId={sessionId} to={{ startsAt: instantText(to) }} />
    </li>
  );
}
