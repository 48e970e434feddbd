import { setImmediate } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { turnbullDraws, type BootstrapAnswer } from '@lull/domain';
import type { ReliefBoundsView, ReliefBoundView, ReliefReportQuery } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { intervalsOf } from './relief-duration.view.js';
import { ReliefReportService } from './relief-report.service.js';

/** Others wait no longer than this while patients are drawn. */
const sliceMs = 10;
/** A band has no more days than these. */
const mostDays = 60;
const keptAnswers = 40;

/** Draws patients for the groups whose diaries are sparse (STAT-12): seconds of work, one report at a time, in slices. */
@Injectable()
export class ReliefBoundsService implements OnModuleDestroy {
  private readonly kept = new Map<string, Promise<ReliefBoundsView>>();
  private turn: Promise<unknown> = Promise.resolve();
  private ended = false;

  constructor(private readonly report: ReliefReportService) {}

  onModuleDestroy(): void {
    this.ended = true;
  }

  async bounds(principal: MemberPrincipal, query: ReliefReportQuery): Promise<ReliefBoundsView> {
    // The interval between two injections changes no bound.
    const { intervalDays: _interval, ...asked } = query;
    const key = JSON.stringify([principal.practiceId, await this.report.revision(principal), asked]);
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const found = this.turn.then(() => this.draw(principal, asked));
    this.turn = found.catch(() => undefined);
    this.kept.set(key, found);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= keptAnswers) break;
      this.kept.delete(oldest);
    }
    // Whoever asks again after a failure gets another try.
    void found.catch(() => this.kept.delete(key));
    return found;
  }

  private async draw(principal: MemberPrincipal, query: ReliefReportQuery): Promise<ReliefBoundsView> {
    const { report, injections } = await this.report.ground(principal, query);
    const days = daysUpTo(report.drawnUntil);
    const groups: ReliefBoundView[] = [];
    for (const { key, duration } of report.groups) {
      const own = injections.get(key);
      if (own === undefined || duration?.sparse.median == null) continue;
      const answer = await this.inSlices(turnbullDraws(intervalsOf(own), { days, shares: [0.5] }));
      const [median] = answer?.quantiles ?? [];
      if (answer === null || median === undefined) continue;
      groups.push({
        key,
        patients: answer.patients,
        draws: answer.draws,
        median: { from: median.left, to: median.right },
        band: answer.survival.map(({ days: day, lower, upper }) => [day, lower, upper]),
      });
    }
    const { name, version } = report.definition;
    return { definition: { name, version }, groups };
  }

  private async inSlices(
    draws: Generator<void, BootstrapAnswer | null, void>,
  ): Promise<BootstrapAnswer | null> {
    for (let since = performance.now(), drawn = draws.next(); ; drawn = draws.next()) {
      if (drawn.done === true) return drawn.value;
      if (performance.now() - since < sliceMs) continue;
      if (this.ended) throw new Error('The server stops; nobody waits for these draws any longer.');
      await setImmediate();
      since = performance.now();
    }
  }
}

/** Whole days, evenly, from the first to the last that is drawn. */
function daysUpTo(last: number): number[] {
  const every = Math.max(1, Math.ceil(last / mostDays));
  return Array.from({ length: Math.floor(last / every) + 1 }, (_, index) => index * every);
}
