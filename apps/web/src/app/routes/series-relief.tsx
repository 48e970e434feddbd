import type { InjectionView, SeriesView } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { reliefQuery, seriesReviewQuery } from '../../features/outcomes/outcomes.queries.js';
import type { Threshold } from '../../features/outcomes/relief-course.js';
import { ReliefPanel } from '../../features/outcomes/relief-panel.js';
import { SymptomPanel } from '../../features/outcomes/symptom-panel.js';
import type { Span } from '../../features/outcomes/timeline-layout.js';
import { dateTimeText } from '../../ui/clock.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';

const route = getRouteApi('/signed-in/series/$id');

interface SeriesReliefProps {
  readonly series: SeriesView;
  readonly zone: string;
  readonly now: number;
  /** Stands beside the picture it is made from. */
  readonly decision: ReactNode;
}

/** Relief between injections, with its settings in the address bar. */
export function SeriesRelief({ series, zone, now, decision }: SeriesReliefProps) {
  const search = route.useSearch();
  const navigate = useNavigate();
  const member = useOwnSignIn();
  const { data: relief, error, refetch } = useQuery(reliefQuery(series.id));
  const { data: review, error: reviewError, refetch: readReview } = useQuery(seriesReviewQuery(series.id));
  if (relief === undefined) {
    return (
      <>
        <Panel title="Relief between injections">
          {error === null ? (
            <Loading heights={[24, 330, 180]} label="relief" />
          ) : (
            <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
          )}
        </Panel>
        {error !== null && decision}
      </>
    );
  }
  const span = search.span ?? 'whole';
  const settle = (settings: { readonly threshold: Threshold; readonly span: Span }): void =>
    void navigate({
      to: '/series/$id',
      params: { id: series.id },
      search: {
        ...(settings.threshold === 30 && { relief: '30' as const }),
        ...(settings.span === 'last-3' && { span: settings.span }),
      },
      replace: true,
      resetScroll: false,
    });
  const shared = {
    relief,
    review: review ?? null,
    threshold: search.relief === '30' ? 30 : 50,
    zone,
    summaryLink: (
      <Link to="/series/$id/summary" params={{ id: series.id }}>
        Summary for others
      </Link>
    ),
    renderActions: (injection: InjectionView) =>
      member.may('injection', 'amend') && (
        <Link
          to="/series/$id"
          params={{ id: series.id }}
          search={{ record: 'injection', session: injection.sessionId, injection: injection.id }}
        >
          Correct this record
        </Link>
      ),
  } as const;
  return (
    <>
      {reviewError !== null && review === undefined && (
        <ProblemNotice {...noticeOf(reviewError)} onRetry={() => void readReview()} />
      )}
      {relief.targetSymptom === 'pain' ? (
        <ReliefPanel
          {...shared}
          span={span}
          now={now}
          nextSessionText={
            relief.nextSession === null
              ? null
              : `next ${dateTimeText(relief.nextSession.start, zone).slice(4, -7)}`
          }
          onSettings={settle}
          beside={decision}
          printed={`Printed ${dateTimeText(now, zone)} by ${member.name}.`}
        />
      ) : (
        <>
          <SymptomPanel {...shared} onThreshold={(threshold) => settle({ threshold, span })} />
          {decision}
        </>
      )}
    </>
  );
}
