import { Button, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconPrinter } from '@tabler/icons-react';
import type { BookedPlanView, BookPlanRequest, ClinicView, ProblemReason, SeriesView } from '@lull/contracts';
import { civilDateAt } from '@lull/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { codeOf, isProblem, noticeOf, sentenceOf } from '../../api/problem.js';
import { readAnew } from '../../api/read-anew.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { sessionsText } from '../../ui/counted.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { BookedPlan } from './booked-plan.js';
import { PlanFields } from './plan-fields.js';
import { PlanRow } from './plan-row.js';
import {
  bookRequest,
  planRequest,
  usualCount,
  withChoice,
  type Choice,
  type Choices,
  type PlanWishes,
} from './plan-wishes.js';
import { checksOf, stateText, whenText, type PlanCheck } from './plan-words.js';
import { bookPlan, planQuery } from './planning.queries.js';
import classes from './plan.module.css';

interface PlanSeriesProps {
  readonly series: SeriesView;
  readonly clinic: ClinicView;
  readonly now: number;
  readonly wishes: PlanWishes;
  readonly onWishes: (wishes: PlanWishes) => void;
  /** Where to go on from here when all is booked. */
  readonly renderNext: () => ReactNode;
}

/** Journey 2: all dates of a series proposed, changed where somebody knows better, and booked in one step. */
export function PlanSeries({ series, clinic, now, wishes, onWishes, renderNext }: PlanSeriesProps) {
  const zone = clinic.timeZone;
  const announce = useAnnounce();
  const queryClient = useQueryClient();
  const [choices, setChoices] = useState<Choices>(new Map());
  const [booked, setBooked] = useState<BookedPlanView | null>(null);
  const {
    data: plan,
    error,
    refetch,
    isPlaceholderData,
    isFetching,
  } = useQuery({
    ...planQuery(series.id, planRequest(series, clinic.id, wishes, choices)),
    enabled: booked === null,
  });
  const booking = useChange(
    (request: BookPlanRequest, key) => bookPlan(series.id, request, key),
    async (answer) => {
      setBooked(answer);
      announce(`${sessionsText(answer.sessions.length)} booked.`);
      await readAnew(queryClient, 'session');
    },
  );
  if (booked !== null)
    return <BookedPlan series={series} booked={booked} zone={zone} now={now} renderNext={renderNext} />;

  const rows = plan?.occurrences ?? [];
  const placed = rows.flatMap(({ time }, index) => (time === null ? [] : [{ time, index }]));
  const refused = refusalsByRow(
    booking.error,
    placed.map(({ index }) => index),
  );
  const choose = (index: number, choice: Choice | null): void => {
    booking.reset();
    setChoices(withChoice(choices, index, choice));
    const ordinal = rows[index]?.ordinal;
    if (choice === 'leave-out') announce(`Session ${ordinal} left out.`);
    else if (choice !== null) announce(`Session ${ordinal}: ${whenText(choice, zone)}.`);
  };
  const book = (): void => {
    booking.mutate(
      bookRequest(
        clinic.id,
        placed.map(({ time }) => time),
      ),
      {
        // What was taken meanwhile is proposed anew, beside the reason.
        onError: () => void refetch(),
      },
    );
  };
  return (
    <>
      <div className="no-print">
        <Panel title="What is asked for">
          <PlanFields
            wishes={wishes}
            usualCount={usualCount(series)}
            today={civilDateAt(now, zone)}
            onWishes={(wished) => {
              booking.reset();
              onWishes(wished);
            }}
          />
        </Panel>
      </div>
      <Panel
        title="Proposal"
        note={`Nothing is held until it is booked. Times are the clinic’s (${zone}).`}
        actions={
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => window.print()}
          >
            Print
          </Button>
        }
      >
        {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
        {plan === undefined && error === null && (
          <div aria-busy="true">
            <span className="visually-hidden">Looking for times</span>
            {Array.from({ length: Math.min(6, wishes.count ?? usualCount(series)) }, (_, index) => (
              <Skeleton key={index} h={44} mb={8} />
            ))}
          </div>
        )}
        {plan?.refusals.map(({ code, detail, remedy }) => (
          <ProblemNotice
            key={code}
            sentence={remedy === undefined ? detail : `${detail} ${remedy.detail}`}
            code={code}
          />
        ))}
        {rows.length > 0 && plan !== undefined && (
          <>
            <ol
              className={classes['rows']}
              aria-label="Proposed sessions"
              data-waiting={isPlaceholderData || undefined}
              aria-busy={isPlaceholderData}
            >
              {rows.map((occurrence, index) => (
                <PlanRow
                  key={occurrence.ordinal}
                  occurrence={occurrence}
                  zone={zone}
                  isChosen={choices.has(index)}
                  isWaiting={isPlaceholderData}
                  refusals={refused.get(index) ?? []}
                  onChoose={(choice) => choose(index, choice)}
                />
              ))}
            </ol>
            <output className="visually-hidden">
              {rows.map((each) => `${each.ordinal} ${stateText(each)}`).join(', ')}
            </output>
            <Checks checks={checksOf(plan, series)} />
            {booking.error !== null && !isProblem(booking.error, 'sign-in-required') && (
              <ProblemNotice
                sentence={
                  refused.size > 0
                    ? `Nothing was booked: ${sessionsText(refused.size)} cannot be had any more. The proposal above is new.`
                    : sentenceOf(booking.error)
                }
                code={codeOf(booking.error)}
              />
            )}
            <div className={`${classes['foot']} no-print`}>
              <Button
                size="md"
                disabled={placed.length === 0 || isPlaceholderData || isFetching}
                loading={booking.isPending}
                onClick={book}
              >
                {bookText(placed.length, rows.length)}
              </Button>
              <span className={classes['quiet']}>
                All or none.
                {placed.length < rows.length &&
                  ' What has no time stays to place, with the day it is due by.'}
              </span>
            </div>
          </>
        )}
      </Panel>
    </>
  );
}

function bookText(placed: number, all: number): string {
  if (placed < all) return `Book ${placed} of ${all}`;
  return all === 1 ? 'Book 1 session' : `Book all ${all}`;
}

function Checks({ checks }: { readonly checks: readonly PlanCheck[] }) {
  return (
    <ul className={classes['checks']} aria-label="Checks">
      {checks.map(({ fine, text }) => (
        <li key={text} data-fine={fine || undefined}>
          {fine ? <IconCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
          {text}
        </li>
      ))}
    </ul>
  );
}

/** The reasons of a refused booking by the row that each is about: a pointer counts what was sent. */
function refusalsByRow(error: Error | null, sent: readonly number[]): Map<number, ProblemReason[]> {
  const byRow = new Map<number, ProblemReason[]>();
  if (!isProblem(error)) return byRow;
  for (const reason of error.errors) {
    const place = /^\/sessions\/(\d+)/.exec(reason.pointer ?? '')?.[1];
    const row = place === undefined ? undefined : sent[Number(place)];
    if (row !== undefined) byRow.set(row, [...(byRow.get(row) ?? []), reason]);
  }
  return byRow;
}
