import { Injectable } from '@nestjs/common';
import { causesOfVoid, type Preparation } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { preparationOf, ReadinessDoor, type JudgedSession } from '../readiness/readiness.public.js';
import type { OwnSession } from './diary.repository.js';

/** Who takes the patient home, as far as it is said for the session as it stands now. */
interface OwnEscort {
  readonly name: string | null;
  /** Somebody of the clinic has confirmed it. */
  readonly confirmed: boolean;
}

/** A session to come as readiness has it: the same for the page, a message and the sheet (hazard H4). */
export interface OwnReadinessView {
  readonly escort: OwnEscort;
  readonly preparation: Preparation;
}

const kind = 'escort-confirmed';

/** What readiness says of the own sessions, and the escort whom the patient names for one. */
@Injectable()
export class OwnReadiness {
  constructor(private readonly readiness: ReadinessDoor) {}

  async of(tx: Tx, sessions: readonly OwnSession[]): Promise<ReadonlyMap<string, OwnReadinessView>> {
    if (sessions.length === 0) return new Map();
    const judged = await this.readiness.judgedMany(
      tx,
      sessions.map(({ id }) => id),
    );
    return new Map(
      judged.map((session) => [
        session.row.sessionId,
        {
          escort: escortOf(session),
          preparation: preparationOf(session, tx.now.epochMilliseconds),
        },
      ]),
    );
  }

  /** The patient's own word: asked of the clinic to confirm, never confirmed by it (H5). Precondition: the session is locked. */
  name(tx: Tx, sessionId: string, escort: { readonly name: string; readonly phone: string }): Promise<void> {
    return this.readiness.record(tx, sessionId, {
      kind,
      outcome: 'requested',
      particulars: escort,
      fromPatient: true,
    });
  }
}

function escortOf({ requirements, row }: JudgedSession): OwnEscort {
  const requirement = requirements.find((each) => each.kind === kind);
  const latest = row.evidence.findLast((each) => each.kind === kind);
  const stands =
    requirement !== undefined && latest !== undefined && causesOfVoid(requirement, latest).length === 0;
  if (!stands || (latest.outcome !== 'requested' && latest.outcome !== 'met'))
    return { name: null, confirmed: false };
  const { name } = latest.particulars;
  return { name: typeof name === 'string' ? name : null, confirmed: latest.outcome === 'met' };
}
