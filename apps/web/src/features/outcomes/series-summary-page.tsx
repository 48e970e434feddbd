import type { SeriesSummaryContent, TargetReliefView } from '@lull/contracts';
import type { TargetSymptom } from '@lull/domain';
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { dateText, dateTimeText } from '../../ui/clock.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { sideWord } from '../../ui/side-word.js';
import { reliefQuery, seriesSummaryQuery } from './outcomes.queries.js';
import { ReliefMultiples } from './relief-multiples.js';
import { countsSentence } from './relief-words.js';
import classes from './series-summary.module.css';
import { SummaryTable } from './summary-table.js';

interface SeriesSummaryPageProps {
  readonly seriesId: string;
  readonly now: number;
  readonly zone: string;
  /** The member's name. */
  readonly printedBy: string;
  readonly links: ReactNode;
}

/** What the injections of a series did, on one page for a referrer or payer. */
export function SeriesSummaryPage({ seriesId, now, zone, printedBy, links }: SeriesSummaryPageProps) {
  const { data: summary, error, refetch } = useQuery(seriesSummaryQuery(seriesId));
  const { data: relief } = useQuery(reliefQuery(seriesId));
  if (summary === undefined)
    return (
      <Page title="Summary of the series" actions={links}>
        {error === null ? (
          <Loading heights={[60, 200, 160]} label="the summary" />
        ) : (
          <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
        )}
      </Page>
    );
  const { content, digest } = summary;
  return (
    <Page
      title={`Summary of the series: ${content.patient.name}`}
      onPaper={false}
      actions={
        <>
          {links}
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => window.print()}
          >
            Print
          </Button>
        </>
      }
    >
      <SummarySheet {...{ content, digest, zone }} drawn={relief?.targets ?? []} />
      <p className={classes['printed']}>
        Printed {dateTimeText(now, zone)} by {printedBy}.
      </p>
    </Page>
  );
}

interface SummarySheetProps {
  readonly content: SeriesSummaryContent;
  readonly digest: string;
  readonly zone: string;
  readonly drawn: readonly TargetReliefView[];
}

/** More than these do not fit onto the page beside their table. */
const mostDrawn = 12;

/** By which definition, in the words of the symptom. */
const terms = {
  pain: { 50: '50 %', 30: '30 %' },
  sweating: { 50: 'two steps', 30: 'one step' },
  perfusion: { 50: '', 30: '' },
} as const;

/** The sheet itself: nothing on it depends on when it is made, so that the same records give the same sheet. */
export function SummarySheet({ content, digest, zone, drawn }: SummarySheetProps) {
  const { patient, series, targets, definitions } = content;
  return (
    <article className={classes['sheet']} aria-label="Summary of the series">
      <header className={classes['head']}>
        <h2>{patient.name}</h2>
        <p>
          MRN {patient.mrn}, born {dateText(patient.birthDate)}. {series.procedureName},{' '}
          <strong>{sideWord(series.side)}</strong>, {series.purpose}, against{' '}
          {series.targetSymptom === 'perfusion' ? 'poor blood flow' : series.targetSymptom}, for{' '}
          {series.condition.label} ({series.condition.icd10}). {series.physicianName}. Series opened{' '}
          {dateText(series.openedOn)}, {series.plannedCount} planned, {series.state}
          {series.endReason === null ? '' : ` (${series.endReason.replaceAll('-', ' ')})`}.
        </p>
      </header>
      {targets.map((target) => {
        const picture = drawn.find(({ side }) => side === target.side);
        return (
          <section key={target.side} aria-label={`${target.side} side`}>
            {targets.length > 1 && <h3>{sideWord(target.side)}</h3>}
            {series.targetSymptom !== 'perfusion' &&
              target.byThreshold.map(({ threshold, sentence, counts }) => (
                <p key={threshold} className={classes[threshold === 50 ? 'primary' : 'secondary']}>
                  {sentence}
                  <span className={classes['counts']}>
                    {' '}
                    By {terms[series.targetSymptom][threshold]}: {countsSentence(counts)}
                  </span>
                </p>
              ))}
            <p className={classes['counts']}>
              {target.injections.length === 1 ? '1 injection' : `${target.injections.length} injections`},{' '}
              {scoresText(target.scores, series.targetSymptom)}
            </p>
            {target.injections.length > 0 && <SummaryTable target={target} symptom={series.targetSymptom} />}
            {series.targetSymptom === 'pain' && picture !== undefined && picture.injections.length > 0 && (
              <>
                {picture.injections.length > mostDrawn && (
                  <p className={classes['counts']}>
                    The last {mostDrawn} of {picture.injections.length} are drawn.
                  </p>
                )}
                <ReliefMultiples target={lastOf(picture)} threshold={50} zone={zone} />
              </>
            )}
          </section>
        );
      })}
      <section className={classes['definitions']} aria-label="Definitions">
        {definitions.map(({ title, text }) => (
          <p key={title}>
            <strong>{title}.</strong> {text}
          </p>
        ))}
        {series.targetSymptom === 'pain' && (
          <p>
            In the drawings: dashed line, relief by half; dotted, by 30 %; square, score in the clinic;
            circle, at home; cross, rescue analgesic; low bar, early relief; full bar, sustained relief;
            hatched, relief ended within; arrow, not seen to end. What is not known is never zero.
          </p>
        )}
        <p className={classes['digest']}>
          Made from the records alone: the same records give the same sheet. SHA-256 {digest}
        </p>
      </section>
    </article>
  );
}

function scoresText(
  { count, from, to, underRescue }: SeriesSummaryContent['targets'][number]['scores'],
  symptom: TargetSymptom,
): string {
  if (symptom === 'perfusion') return 'measured and not judged.';
  const span = from === null || to === null ? '' : ` from ${dateText(from)} to ${dateText(to)}`;
  return symptom === 'pain'
    ? `${count} pain scores${span}, ${underRescue} under a rescue analgesic.`
    : `${count} answers of the HDSS${span}.`;
}

function lastOf(target: TargetReliefView): TargetReliefView {
  return { ...target, injections: target.injections.slice(-mostDrawn) };
}
