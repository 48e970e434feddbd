import { Injectable } from '@nestjs/common';
import type {
  BookedPlanSessionView,
  BookedPlanView,
  BookPlanRequest,
  PlanChoiceRequest,
  PlanSeriesRequest,
  SeriesPlanView,
} from '@lull/contracts';
import {
  planSeries,
  standingSessions,
  startGridMinutes,
  type BookOfPeriod,
  type Decision,
  type PlanChoice,
  type PlanFacts,
  type SeriesPlan,
} from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { refuseAll } from '../../platform/decided.js';
import { fieldInvalid, notFound, Refused, type Refusal } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { lookAround } from './booking-facts.repository.js';
import { wishOf } from './booking-wish.js';
import { Booking, timelessFacts, type BookingWish } from './booking.js';
import { reasonViews } from './reasons.view.js';
import { occurrenceView } from './series-plan.view.js';
import { SlotFactsRepository, type SlotsAsked } from './slot-facts.repository.js';

/** Proposing the sessions of a series, and booking what was accepted of a proposal. */
@Injectable()
export class SeriesPlanService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly facts: SlotFactsRepository,
    private readonly booking: Booking,
  ) {}

  plan(member: MemberPrincipal, seriesId: string, request: PlanSeriesRequest): Promise<SeriesPlanView> {
    refuseHours(request);
    return this.database.run(member, async (tx) => {
      const asked: SlotsAsked = {
        seriesId,
        clinicId: request.clinicId,
        physicianId: null,
        sedation: request.sedation ?? null,
        sessionId: null,
      };
      const facts = await this.planFacts(tx, asked, request);
      const { zone } = facts.calendar;
      // A plan tells when the patient is busy.
      tx.read({
        resource: 'series',
        resourceId: seriesId,
        patientIds: [facts.patient.id],
        detail: { purpose: 'plan' },
      });
      const plan = await this.answered(tx, asked, planSeries(facts));
      const standing = standingSessions({ series: facts.series, sessionId: null }).length;
      return {
        timeZone: zone,
        standing,
        occurrences: plan.accepted
          ? plan.value.occurrences.map((each, index) => occurrenceView(each, standing + index + 1, zone))
          : [],
        refusals: plan.accepted ? [] : reasonViews(plan.refusals, zone),
      };
    });
  }

  /** All or none; when it is none, every session that cannot be had says why. */
  book(
    member: MemberPrincipal,
    once: Once,
    seriesId: string,
    request: BookPlanRequest,
  ): Promise<BookedPlanView> {
    return this.calls.run(member, once, async (tx) => {
      const wishes = request.sessions
        .map((session, index) => ({ index, wish: plannedWish(seriesId, request, session) }))
        .sort((a, b) => a.wish.start - b.wish.start);
      await this.booking.lockFor(
        tx,
        wishes.map(({ wish }) => ({ wish, sessionId: null })),
      );
      const sessions: BookedPlanSessionView[] = [];
      const refusals: Refusal[] = [];
      for (const { index, wish } of wishes) {
        try {
          const { sessionId, planned } = await this.booking.book(tx, wish);
          sessions[index] = { id: sessionId, start: planned.start, state: planned.state };
        } catch (error) {
          // The call is lost, but the others are asked too, so that all reasons come at once.
          if (!(error instanceof Refused)) throw error;
          refusals.push(
            ...error.refusals.map((each) => ({ ...each, pointer: `/sessions/${index}/startsAt` })),
          );
        }
      }
      refuseAll(refusals);
      return { sessions };
    });
  }

  private async planFacts(tx: Tx, asked: SlotsAsked, request: PlanSeriesRequest): Promise<PlanFacts> {
    const now = tx.now.epochMilliseconds;
    const known = await this.facts.series(tx, asked);
    const { settings, physicians, ...book } = await this.facts.book(tx, asked, { start: now, end: now + 1 });
    const wish = {
      sedation: asked.sedation,
      durationMinutes: request.durationMinutes ?? null,
      overrides: [],
    } as const;
    const { facts, series } = timelessFacts(tx, wish, settings, { ...known, ...book });
    const preferred = physicians.filter(({ id }) => id === request.physicianId);
    if (preferred.length === 0) throw notFound('physician');
    const others = physicians.filter(({ id }) => id !== request.physicianId);
    const mayBeOthers = request.otherPhysicians === true;
    return {
      ...facts,
      rooms: settings.resources.filter(({ kind }) => kind === 'room'),
      physicians: mayBeOthers ? [...preferred, ...others] : preferred,
      otherPhysicians: mayBeOthers ? [] : others,
      count: request.count,
      targetIntervalDays: series.targetIntervalDays,
      firstDate: request.firstDate ?? null,
      wishes: {
        weekdays: request.weekdays ?? [],
        from: request.from ?? null,
        to: request.to ?? null,
      },
      choices: choicesOf(request.choices ?? []),
      gridMinutes: startGridMinutes,
    };
  }

  /** Reads each period of the book that the plan asks for. */
  private async answered(
    tx: Tx,
    asked: SlotsAsked,
    plan: ReturnType<typeof planSeries>,
  ): Promise<Decision<SeriesPlan>> {
    let answer: BookOfPeriod = { holds: [], closures: [], counted: [] };
    for (;;) {
      const step = plan.next(answer);
      if (step.done === true) return step.value;
      answer = await this.facts.book(tx, asked, lookAround(step.value));
    }
  }
}

function choicesOf(choices: readonly PlanChoiceRequest[]): (PlanChoice | null)[] {
  const byOccurrence: (PlanChoice | null)[] = [];
  for (const [index, choice] of choices.entries()) {
    while (byOccurrence.length <= choice.occurrence) byOccurrence.push(null);
    byOccurrence[choice.occurrence] = choiceOf(choice, index);
  }
  return byOccurrence;
}

function choiceOf({ leaveOut, startsAt, roomId, physicianId }: PlanChoiceRequest, index: number): PlanChoice {
  if (leaveOut === true) return { kind: 'leave-out' };
  if (startsAt === undefined || roomId === undefined || physicianId === undefined) {
    const message = 'Choose a time with its room and physician, or leave the session out.';
    throw new Refused(fieldInvalid('choice', 'range', message, `/choices/${index}`));
  }
  return { kind: 'time', start: Date.parse(startsAt), roomId, physicianId };
}

function refuseHours({ from, to }: PlanSeriesRequest): void {
  if (from !== undefined && to !== undefined && from >= to)
    throw new Refused(fieldInvalid('to', 'range', 'The hours end before they begin.'));
}

function plannedWish(
  seriesId: string,
  { clinicId, durationMinutes, sedation }: BookPlanRequest,
  { startsAt, roomId, physicianId }: BookPlanRequest['sessions'][number],
): BookingWish {
  const visit = {
    ...(durationMinutes !== undefined && { durationMinutes }),
    ...(sedation !== undefined && { sedation }),
  };
  return wishOf({ seriesId, clinicId, roomId, physicianId, ...visit }, Date.parse(startsAt));
}
