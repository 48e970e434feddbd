import { Injectable } from '@nestjs/common';
import {
  infectionByTemperature,
  painByScore,
  saysFever,
  Temporal,
  type RequirementKind,
  type SessionState,
} from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { MeasuredEvidenceRepository } from './measured-evidence.repository.js';
import { ReadinessDoor, type JudgedSession, type SaidOfRequirement } from './readiness.public.js';

/** A reading before the needle, as far as requirements follow from it. */
export interface MeasuredBefore {
  readonly temperatureCelsius: number | null;
  /** Of the reading that it corrects; null: of none. */
  readonly correctedCelsius: number | null;
  readonly painAsked: boolean;
}

/** What is measured after the needle is no evidence of what was before. */
const before: readonly SessionState[] = ['arrived', 'preparing', 'in-room'];

/** Answers and measurements of a visit as evidence of its requirements (READY-49), so that nobody enters them twice. */
@Injectable()
export class MeasuredEvidence {
  constructor(
    private readonly readiness: ReadinessDoor,
    private readonly findings: MeasuredEvidenceRepository,
  ) {}

  /** Precondition: the session is locked, and the reading written. */
  async fromVitals(tx: Tx, sessionId: string, measured: MeasuredBefore): Promise<void> {
    const judged = await this.readiness.judged(tx, sessionId);
    if (!before.includes(judged.row.state)) return;
    const infection = infectionByTemperature(measured.temperatureCelsius, {
      corrected: measured.correctedCelsius,
      latest: latestOf(judged, 'no-infection'),
    });
    const said: SaidOfRequirement[] = [];
    if (infection !== null && isAsked(judged, 'no-infection'))
      said.push({ kind: 'no-infection', outcome: infection.outcome, reason: infection.reason ?? '' });
    if (measured.painAsked) said.push(...(await this.painOf(tx, judged)));
    if (said.length > 0) await this.readiness.record(tx, sessionId, ...said);
  }

  /** DAY-08, and READY-49 where the pain was rated before somebody asked about analgesics. Precondition: as above. */
  async fromArrival(
    tx: Tx,
    judged: JudgedSession,
    infectionSigns: boolean | null,
  ): Promise<SaidOfRequirement[]> {
    const said = await this.painOf(tx, judged);
    const hidden = infectionSigns === false && saysFever(latestOf(judged, 'no-infection'));
    if (infectionSigns !== null && !hidden && isAsked(judged, 'no-infection'))
      said.push({ kind: 'no-infection', outcome: infectionSigns ? 'failed' : 'met' });
    return said;
  }

  private async painOf(tx: Tx, judged: JudgedSession): Promise<SaidOfRequirement[]> {
    if (!isAsked(judged, 'pain-present') || latestOf(judged, 'pain-present')?.outcome === 'waived') return [];
    const { analgesicAt, scores } = await this.findings.ofVisit(tx, judged.row.sessionId);
    const { leastScore } = judged.policy.painToJudge;
    const pain = painByScore(scores, { analgesicAt, leastScore });
    if (pain === null) return [];
    const { outcome, particulars } = pain;
    const taken = particulars.analgesicAt;
    return [
      {
        kind: 'pain-present',
        outcome,
        particulars: {
          score: particulars.score,
          ...(taken !== undefined && {
            analgesicAt: Temporal.Instant.fromEpochMilliseconds(taken).toString(),
          }),
        },
      },
    ];
  }
}

function isAsked({ requirements }: JudgedSession, kind: RequirementKind): boolean {
  return requirements.some((each) => each.kind === kind && each.byRecord === null);
}

function latestOf({ row }: JudgedSession, kind: RequirementKind) {
  return row.evidence.findLast((each) => each.kind === kind) ?? null;
}
