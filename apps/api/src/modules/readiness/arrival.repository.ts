import { Injectable } from '@nestjs/common';
import type { ArrivalView, LastTakenRequest, RecordArrivalRequest, Sedation, Side } from '@lull/contracts';
import { Temporal } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { ArrivalRow } from './arrival.entity.js';

/** What the answers are held against, and what was answered before. */
export interface ArrivalContext {
  readonly patientId: string;
  readonly birthDate: string;
  readonly orderSide: Side;
  readonly sedation: Sedation;
  readonly diagnostic: boolean;
  readonly glp1: boolean;
  readonly takesAnticoagulant: boolean;
  /** The last dose that the prescriber's latest decision counts on. */
  readonly lastDoseAt: number | null;
  readonly start: number;
  /** When the patient is expected: the first thing that the visit holds begins. */
  readonly arriveAt: number;
  readonly zone: string;
  readonly namesakes: number;
  /** In the order they were made; the last one speaks. */
  readonly records: readonly ArrivalView[];
}

const lastTaken = (column: string): string =>
  `CASE WHEN a.${column}_said IS NOT NULL THEN json_build_object('said', a.${column}_said, 'at', ${epochMs(`a.${column}_at`)}) END`;

const hasFlag = (kind: string): string =>
  `EXISTS (SELECT 1 FROM clinical_flag f WHERE f.practice_id = s.practice_id AND f.patient_id = s.patient_id
     AND f.active AND f.kind = '${kind}' AND f.state = 'present')`;

const arrivalJson = `json_build_object('id', a.id, 'sessionId', a.session_id, 'birthDateSaid', a.birth_date_said,
  'toldApartBy', a.told_apart_by, 'sideSaid', a.side_said, 'fullMeal', ${lastTaken('full_meal')},
  'lightMeal', ${lastTaken('light_meal')}, 'clearLiquids', ${lastTaken('clear_liquids')}, 'analgesic', ${lastTaken('analgesic')},
  'anticoagulantDose', ${lastTaken('anticoagulant_dose')},
  'escortPresent', a.escort_present, 'escortName', a.escort_name, 'newDrugs', a.new_drugs, 'infectionSigns', a.infection_signs,
  'askedAt', ${epochMs('a.asked_at')}, 'timeReason', a.time_reason,
  'recordedBy', (SELECT m.name FROM member m WHERE m.practice_id = a.practice_id AND m.id = a.recorded_by),
  'recordedAt', ${epochMs('a.recorded_at')}, 'amends', a.amends, 'amendReason', a.amend_reason)`;

@Injectable()
export class ArrivalRepository {
  /** Namesakes: the same folded name, or the same birth date and family name. How many, never who (hazard H2). */
  async context(tx: Tx, sessionId: string): Promise<ArrivalContext | undefined> {
    const [found] = await tx.query<{ context: ArrivalContext }>(
      `SELECT json_build_object('patientId', p.id, 'birthDate', p.birth_date, 'orderSide', i.side, 'sedation', s.sedation,
          'diagnostic', i.purpose = 'diagnostic', 'start', ${epochMs('s.starts_at')},
          'arriveAt', ${epochMs('coalesce((SELECT min(lower(h.during)) FROM hold h WHERE h.practice_id = s.practice_id AND h.session_id = s.id), s.starts_at)')},
          'zone', c.time_zone,
          'glp1', ${hasFlag('glp-1')}, 'takesAnticoagulant', ${hasFlag('anticoagulant')},
          'lastDoseAt', (SELECT ${epochMs(`(e.particulars->>'lastDoseAt')::timestamptz`)} FROM requirement_evidence e
             WHERE e.practice_id = s.practice_id AND e.session_id = s.id AND e.kind = 'anticoagulant-decision' AND e.outcome = 'met'
             ORDER BY e.at DESC, e.id DESC LIMIT 1),
          'namesakes', (SELECT count(*) FROM patient o WHERE o.practice_id = p.practice_id AND o.id <> p.id
             AND (o.search_name = p.search_name
               OR (o.birth_date = p.birth_date AND lower(o.family_name) = lower(p.family_name)))),
          'records', (SELECT coalesce(json_agg(${arrivalJson} ORDER BY a.recorded_at, a.id), '[]') FROM arrival a
             WHERE a.practice_id = s.practice_id AND a.session_id = s.id)) AS context
         FROM session s
         JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
         JOIN patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
         JOIN injection_series i ON i.practice_id = s.practice_id AND i.id = s.series_id
        WHERE s.practice_id = $1 AND s.id = $2`,
      [tx.principal.practiceId, sessionId],
    );
    return found?.context;
  }

  async insert(
    tx: Tx,
    visit: { readonly sessionId: string; readonly patientId: string },
    request: RecordArrivalRequest,
    askedAt: number,
  ): Promise<void> {
    const { practiceId } = tx.principal;
    await tx.manager.insert(ArrivalRow, {
      practiceId,
      id: uuid(),
      ...visit,
      birthDateSaid: request.birthDateSaid,
      toldApartBy: request.toldApartBy ?? null,
      sideSaid: request.sideSaid,
      fullMealSaid: request.fullMeal?.said ?? null,
      fullMealAt: instantOf(request.fullMeal),
      lightMealSaid: request.lightMeal?.said ?? null,
      lightMealAt: instantOf(request.lightMeal),
      clearLiquidsSaid: request.clearLiquids?.said ?? null,
      clearLiquidsAt: instantOf(request.clearLiquids),
      analgesicSaid: request.analgesic?.said ?? null,
      analgesicAt: instantOf(request.analgesic),
      anticoagulantDoseSaid: request.anticoagulantDose?.said ?? null,
      anticoagulantDoseAt: instantOf(request.anticoagulantDose),
      escortPresent: request.escortPresent ?? null,
      escortName: written(request.escortName),
      newDrugs: request.newDrugs ?? null,
      infectionSigns: request.infectionSigns ?? null,
      askedAt: Temporal.Instant.fromEpochMilliseconds(askedAt),
      timeReason: written(request.timeReason),
      amends: request.amends ?? null,
      amendReason: written(request.amendReason),
      recordedBy: tx.principal.kind === 'member' ? tx.principal.memberId : null,
    });
  }
}

function instantOf(taken: LastTakenRequest | null | undefined): Temporal.Instant | null {
  return taken === null || taken === undefined ? null : Temporal.Instant.from(taken.at);
}

/** A text without the blanks around it; null where there is none. */
function written(text: string | null | undefined): string | null {
  const trimmed = (text ?? '').trim();
  return trimmed === '' ? null : trimmed;
}
