import { Injectable } from '@nestjs/common';
import type { ConfirmTimeOutRequest, SpineLevel, TimeOutStateView } from '@lull/contracts';
import {
  timeOutChecklist,
  timeOutSides,
  type NeedleSide,
  type SidesElsewhere,
  type TimeOutConfirmation,
  type TimeOutFacts,
  type TimeOutWithdrawal,
} from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { TimeOutRow } from './time-out.entity.js';

/** A confirmation with the name of who gave it. */
interface NamedConfirmation extends TimeOutConfirmation {
  readonly by: string;
  readonly levels: readonly SpineLevel[];
}

export interface TimeOutContext extends TimeOutFacts<NamedConfirmation> {
  readonly patientId: string;
  readonly toRead: TimeOutStateView['toRead'];
  readonly given: readonly (NamedConfirmation | TimeOutWithdrawal)[];
}

/** The latest answer of one flag kind that stands, as state and substances. */
const flagsOf = (kind: string): string =>
  `(SELECT coalesce(json_agg(json_build_object('state', f.state, 'substance', f.substance) ORDER BY f.substance), '[]')
     FROM clinical_flag f WHERE f.practice_id = s.practice_id AND f.patient_id = s.patient_id AND f.active AND f.kind = '${kind}')`;

interface ReadFlag {
  readonly state: string;
  readonly substance: string | null;
}

@Injectable()
export class TimeOutRepository {
  /** Everything that a time-out is judged by, and what is read aloud for it. */
  async context(tx: Tx, sessionId: string): Promise<TimeOutContext | undefined> {
    const [found] = await tx.query<{
      context: Omit<TimeOutContext, 'toRead'> & {
        readonly toRead: Omit<TimeOutContext['toRead'], 'allergies' | 'anticoagulant'> & {
          readonly allergies: readonly ReadFlag[];
          readonly anticoagulants: readonly ReadFlag[];
        };
      };
    }>(
      `SELECT json_build_object('patientId', s.patient_id, 'sessionState', s.state, 'roomInAt', ${epochMs('s.room_in_at')},
          'sides', json_build_object('order', i.side, 'consent', (SELECT CASE WHEN e.outcome = 'met' THEN e.particulars->>'side' END FROM requirement_evidence e
               WHERE e.practice_id = s.practice_id AND e.session_id = s.id AND e.kind = 'consent-for-side'
               ORDER BY e.at DESC, e.id DESC LIMIT 1),
            'arrival', (SELECT a.side_said FROM arrival a WHERE a.practice_id = s.practice_id AND a.session_id = s.id
               ORDER BY a.recorded_at DESC, a.id DESC LIMIT 1)),
          'given', (SELECT coalesce(json_agg(json_build_object('kind', t.kind, 'memberId', t.member_id, 'by', m.name,
               'at', ${epochMs('t.at')}, 'side', t.side, 'levels', t.levels,
               'beside', json_build_object('order', t.order_side, 'arrival', t.arrival_side, 'consent', t.recorded_consent_side))
               ORDER BY t.at, t.id), '[]')
             FROM time_out t JOIN member m ON m.practice_id = t.practice_id AND m.id = t.member_id
             WHERE t.practice_id = s.practice_id AND t.session_id = s.id),
          'toRead', json_build_object('procedureName', k.name, 'purpose', i.purpose, 'sedation', s.sedation,
            'usesContrast', k.uses_contrast, 'weightKg', p.weight_kg, 'allergies', ${flagsOf('allergy')}, 'anticoagulants', ${flagsOf('anticoagulant')}))
          AS context
         FROM session s
         JOIN injection_series i ON i.practice_id = s.practice_id AND i.id = s.series_id
         JOIN patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
         JOIN procedure_type k ON k.practice_id = s.practice_id AND k.id = s.procedure_type_id
        WHERE s.practice_id = $1 AND s.id = $2`,
      [tx.principal.practiceId, sessionId],
    );
    if (found === undefined) return undefined;
    const { allergies, anticoagulants, ...toRead } = found.context.toRead;
    const taken = anticoagulants.find(({ state }) => state === 'present') ?? anticoagulants[0];
    return {
      ...found.context,
      toRead: {
        ...toRead,
        allergies: {
          state: allergies.some(({ state }) => state === 'listed')
            ? 'listed'
            : allergies.length > 0
              ? 'none-known'
              : 'not-asked',
          substances: allergies.flatMap(({ state, substance }) =>
            state === 'listed' && substance !== null ? [substance] : [],
          ),
        },
        anticoagulant: {
          state: taken === undefined ? 'not-asked' : taken.state === 'present' ? 'present' : 'absent',
          substance: taken?.substance ?? null,
        },
      },
    };
  }

  async confirm(
    tx: Tx,
    visit: { readonly sessionId: string; readonly patientId: string },
    memberId: string,
    { side, levels, consentSide, items }: ConfirmTimeOutRequest,
    beside: SidesElsewhere,
  ): Promise<void> {
    await tx.manager.insert(TimeOutRow, {
      practiceId: tx.principal.practiceId,
      id: uuid(),
      ...visit,
      kind: 'confirmed',
      side,
      levels,
      consentSide,
      items,
      checklistVersion: timeOutChecklist.version,
      orderSide: beside.order,
      arrivalSide: beside.arrival,
      recordedConsentSide: beside.consent,
      memberId,
    });
  }

  async withdraw(
    tx: Tx,
    visit: { readonly sessionId: string; readonly patientId: string },
    memberId: string,
    reason: string,
  ): Promise<void> {
    await tx.manager.insert(TimeOutRow, {
      practiceId: tx.principal.practiceId,
      id: uuid(),
      ...visit,
      kind: 'withdrawn',
      levels: [],
      items: [],
      reason: reason.trim(),
      memberId,
    });
  }

  /**
   * DAY-23: the sides with a completed time-out, or null where none is asked for: a record is corrected and keeps its
   * side. Precondition: the visit was led here.
   */
  async askedOf(
    tx: Tx,
    sessionId: string,
    side: NeedleSide,
    replacedId: string | null,
  ): Promise<NeedleSide[] | null> {
    if (replacedId !== null && (await this.sideOf(tx, replacedId)) === side) return null;
    const context = await this.context(tx, sessionId);
    return context === undefined ? null : timeOutSides(context);
  }

  private async sideOf(tx: Tx, injectionId: string): Promise<string | undefined> {
    const [row] = await tx.query<{ side: string }>(
      `SELECT side FROM injection WHERE practice_id = $1 AND id = $2 AND status <> 'not-done'`,
      [tx.principal.practiceId, injectionId],
    );
    return row?.side;
  }
}
