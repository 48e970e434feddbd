import { Injectable } from '@nestjs/common';
import {
  currentReliefDefinitions,
  reliefDefinitionVersions,
  sweatingReliefDefinitionVersions,
  survivalPolicy,
  type ReliefDefinition,
} from '@lull/domain';
import {
  may,
  type ReliefFigureName,
  type ReliefGroupView,
  type ReliefPageQuery,
  type ReliefPageView,
  type ReliefReportQuery,
  type ReliefReportView,
  type ReliefRowsQuery,
  type ReliefRowView,
} from '@lull/contracts';
import { Database, type Tx } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Refused } from '../../platform/errors.js';
import { checkedRange } from './report-range.js';
import type { EvaluableInjections } from './relief-duration.view.js';
import {
  ReliefReportRepository,
  type ReliefFigure,
  type ReliefFilter,
  type UsedKeys,
} from './relief-report.repository.js';
import { evaluableOf, groupsInOrder, groupViews, leastShown } from './relief-report.view.js';
import { cursorOf, placeOf } from './volume-cursor.js';

const pageLimit = 100;
const exportPage = 500;
const usualInterval = 21;
/** Groups whose figures are kept, over all answers: each is some fifty kilobytes. */
const keptGroups = 160;

type Counted = Pick<ReliefReportView, 'excluded' | 'drawnUntil'> & {
  readonly used: UsedKeys;
  readonly groups: readonly ReliefGroupView[];
};

/** A report with the evaluable injections of each of its groups, for what is computed from them on its own. */
export interface ReliefReportGround {
  readonly report: ReliefReportView;
  readonly injections: ReadonlyMap<string, EvaluableInjections>;
}

@Injectable()
export class ReliefReportService {
  /** What was counted under a revision of the figures (ADR 15); the oldest goes first. Counts are the same for all roles. */
  private readonly kept = new Map<string, Counted>();

  constructor(
    private readonly database: Database,
    private readonly report: ReliefReportRepository,
  ) {}

  async figures(principal: MemberPrincipal, query: ReliefReportQuery): Promise<ReliefReportView> {
    const filter = filterOf(query);
    const compare = query.compare ?? null;
    const intervalDays = query.intervalDays ?? usualInterval;
    return this.database.run(principal, async (tx) => {
      const { revision, pending } = await this.report.ground(tx);
      // Adherence counts days until today.
      const today = Math.floor(tx.now.epochMilliseconds / 86_400_000);
      const key = JSON.stringify([principal.practiceId, revision, today, filter, compare, intervalDays]);
      const { groups, excluded, drawnUntil, used } =
        this.kept.get(key) ?? this.keep(key, await this.count(tx, filter, query));
      const { conditions, versions, highestOrdinal } = used;
      const choices = {
        ...(await this.report.names(tx, used)),
        condition: conditions.map((label) => ({ key: label, label })),
        versions,
        highestOrdinal,
      };
      const shown = groupsInOrder(groups, compare, choices);
      const definition = definitionOf(filter);
      return {
        from: query.from,
        to: query.to,
        asOf: tx.now.epochMilliseconds,
        definition: {
          name: filter.definition,
          version: filter.version,
          effectiveFrom: definition?.effectiveFrom ?? '',
          sentence: sentenceOf(definition),
        },
        compare,
        intervalDays,
        leastShown,
        pending,
        choices,
        excluded,
        drawnUntil,
        groups: shown,
        groupsLeftOut: groups.length - shown.length,
      };
    });
  }

  /** What was answered holds as long as this is the same. */
  async revision(principal: MemberPrincipal): Promise<number> {
    return this.database.run(principal, async (tx) => (await this.report.ground(tx)).revision);
  }

  async ground(principal: MemberPrincipal, query: ReliefReportQuery): Promise<ReliefReportGround> {
    const report = await this.figures(principal, query);
    const groups = await this.database.run(principal, (tx) =>
      this.report.groups(tx, filterOf(query), report.compare),
    );
    return { report, injections: new Map(groups.map((group) => [group.key, evaluableOf(group)])) };
  }

  async page(principal: MemberPrincipal, query: ReliefPageQuery): Promise<ReliefPageView> {
    const after = query.after === undefined ? null : placeOf(query.after);
    if (query.after !== undefined && after === null)
      throw new Refused({ code: 'parameter-malformed', facts: { name: 'after' } });
    return this.rows(principal, figureOf(query), after, query.limit ?? pageLimit, 'page');
  }

  /** The first page is read before anything is sent, so that a refusal is still an answer. */
  async everyPage(
    principal: MemberPrincipal,
    query: ReliefRowsQuery,
  ): Promise<AsyncIterable<readonly ReliefRowView[]>> {
    const figure = figureOf(query);
    return this.pagesFrom(principal, figure, await this.rows(principal, figure, null, exportPage, 'export'));
  }

  private async *pagesFrom(
    principal: MemberPrincipal,
    figure: ReliefFigure,
    first: ReliefPageView,
  ): AsyncGenerator<readonly ReliefRowView[]> {
    for (let page = first; ;) {
      yield page.injections;
      if (page.next === null) return;
      page = await this.rows(principal, figure, placeOf(page.next), exportPage, 'export');
    }
  }

  private keep(key: string, counted: Counted): Counted {
    this.kept.set(key, counted);
    let groups = [...this.kept.values()].reduce((sum, each) => sum + each.groups.length, 0);
    for (const [oldest, each] of this.kept) {
      if (groups <= keptGroups || oldest === key) break;
      this.kept.delete(oldest);
      groups -= each.groups.length;
    }
    return counted;
  }

  private async count(tx: Tx, filter: ReliefFilter, query: ReliefReportQuery): Promise<Counted> {
    const compare = query.compare ?? null;
    const groups = await this.report.groups(tx, filter, compare);
    const complications = await this.report.complications(tx, filter, compare);
    return {
      used: await this.report.used(tx),
      excluded: await this.report.excluded(tx, filter),
      ...groupViews(groups, complications, query.intervalDays ?? usualInterval),
    };
  }

  private rows(
    principal: MemberPrincipal,
    figure: ReliefFigure,
    after: ReturnType<typeof placeOf>,
    limit: number,
    as: 'page' | 'export',
  ): Promise<ReliefPageView> {
    const named = seesWhoseRelief(principal);
    return this.database.run(principal, async (tx) => {
      if (!named && (await this.report.rows(tx, figure, null, leastShown)).length < leastShown)
        return { injections: [], next: null, withheld: true };
      const found = await this.report.rows(tx, figure, after, limit + 1);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      tx.read({
        resource: 'report',
        patientIds: named ? shown.map(({ row }) => row.patientId) : [],
        detail: { report: 'relief', as, ...figure },
      });
      return {
        injections: shown.map(({ row }) => (named ? row : nameless(row))),
        next: last !== undefined && found.length > limit ? cursorOf(last) : null,
        withheld: false,
      };
    });
  }
}

/** Whose relief it was is for those who answer for it; an administrator sees figures without names. */
export function seesWhoseRelief({ roles }: MemberPrincipal): boolean {
  return may(roles, 'report', 'clinical');
}

function nameless(row: ReliefRowView): ReliefRowView {
  return {
    ...row,
    injectionId: null,
    patientId: null,
    mrn: null,
    patientName: null,
    seriesId: null,
    at: null,
  };
}

function filterOf(query: ReliefReportQuery): ReliefFilter {
  const { from, to } = checkedRange(query);
  const { steroid } = query;
  return {
    definition: query.definition ?? 'relief50',
    version: query.version ?? currentReliefDefinitions.primary.version,
    from,
    to,
    clinicId: query.clinicId ?? null,
    procedureTypeId: query.procedureTypeId ?? null,
    physicianId: query.physicianId ?? null,
    condition: query.condition ?? null,
    side: query.side ?? null,
    sedation: query.sedation ?? null,
    steroid: steroid === undefined ? null : steroid === 'with',
    ordinal: query.ordinal ?? null,
  };
}

const figuresOfADay: readonly ReliefFigureName[] = ['at-risk', 'lapsed-before', 'censored-before'];

function figureOf(query: ReliefRowsQuery): ReliefFigure {
  if (figuresOfADay.includes(query.figure) && !/^\d{1,4}$/.test(query.of ?? ''))
    throw new Refused({ code: 'parameter-malformed', facts: { name: 'of' } });
  return {
    ...filterOf(query),
    compare: query.compare ?? null,
    group: query.group ?? null,
    figure: query.figure,
    of: query.of ?? null,
  };
}

function definitionOf({ definition, version }: ReliefFilter): ReliefDefinition | undefined {
  return [...reliefDefinitionVersions, ...sweatingReliefDefinitionVersions]
    .flatMap(({ primary, secondary }) => [primary, secondary])
    .find((each) => each.name === definition && each.version === version);
}

const { sparse, interval } = survivalPolicy;
const sparseSentence = `Where more than ${100 * sparse.share} % of the lapses are known no better than to ${sparse.days} days, by intervals (Turnbull), with bounds from drawing patients. No interval below ${interval.injections} injections or ${interval.lapses} lapses.`;

function sentenceOf(definition: ReliefDefinition | undefined): string {
  const rule =
    definition === undefined
      ? 'Relief by a definition that is no longer in this product.'
      : `${againstSweating(definition) ? sweatingRule(definition) : painRule(definition)} Response: relief lasted at least ${definition.minimumTherapeutic / 1440} days.`;
  return `${rule} Counted are completed therapeutic injections whose needle-out lies in the range, in the clinic's own calendar, one per side. Curves by Kaplan and Meier with lapses at the middle of their interval; bands and medians take the injections of one patient for related (95 %, log-log), the interval of the coverage does not (Greenwood). ${sparseSentence} Rates with Wilson's interval.`;
}

function againstSweating({ name }: ReliefDefinition): boolean {
  return sweatingReliefDefinitionVersions.some(
    ({ primary, secondary }) => primary.name === name || secondary.name === name,
  );
}

function painRule({ absoluteMinimum, relativePercent }: ReliefDefinition): string {
  return `Relief: the pain is at least ${absoluteMinimum} points and ${relativePercent} % below the baseline before the injection. Series against pain alone: those against sweating are counted by the HDSS, and blood flow is not judged.`;
}

function sweatingRule({ absoluteMinimum }: ReliefDefinition): string {
  const steps = absoluteMinimum === 1 ? '1 step' : `${absoluteMinimum} steps`;
  return `Relief: the HDSS (1 to 4) is at least ${steps} below the baseline before the injection. Series against sweating alone.`;
}
