import { Skeleton } from '@mantine/core';
import type { ClinicView } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import { noticeOf } from '../../api/problem.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { diaryFiguresQuery } from './diary-link.queries.js';
import classes from './diary-link.module.css';
import { answeredText } from './link-words.js';

/** Who has the diary, who opened it, and how many of its questions were answered, with the counts behind each rate. */
export function DiaryFigures({ clinic }: { readonly clinic: ClinicView }) {
  const { data: figures, error, refetch } = useQuery(diaryFiguresQuery(clinic.id));
  return (
    <Panel title="Patient diary" note={`${clinic.name}, the last 30 days`}>
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {figures === undefined && error === null && <Skeleton h={60} aria-busy="true" />}
      {figures !== undefined && (
        <dl className={`${classes['figures']} tabular`}>
          <div>
            <dt>Patients with an open series</dt>
            <dd>{figures.patients}</dd>
          </div>
          <div>
            <dt>Given a link</dt>
            <dd>
              {figures.linked}
              <small>{shareText(figures.linked, figures.patients)}</small>
            </dd>
          </div>
          <div>
            <dt>Opened it</dt>
            <dd>
              {figures.opened}
              <small>{shareText(figures.opened, figures.linked)}</small>
            </dd>
          </div>
          <div>
            <dt>Questions answered</dt>
            <dd>
              {figures.answered}
              <small>{answeredText(figures)}</small>
            </dd>
          </div>
        </dl>
      )}
    </Panel>
  );
}

/** `12 of 30 (40 %)`; of less than ten, no rate. */
function shareText(part: number, whole: number): string {
  return whole >= 10 ? `${part} of ${whole} (${Math.round((100 * part) / whole)} %)` : `${part} of ${whole}`;
}
