import { Injectable } from '@nestjs/common';
import {
  complications,
  Temporal,
  type ComplicationCode,
  type DrugGiven,
  type SteroidExposure,
} from '@lull/domain';
import type {
  ComplicationRequest,
  DrugRequest,
  InjectionView,
  RecordInjectionRequest,
} from '@lull/contracts';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import {
  ComplicationRow,
  DrugAdministrationRow,
  InjectionRow,
  SkinTemperatureRow,
} from './injection.entity.js';

export interface InjectionTarget {
  readonly sessionId: string;
  readonly seriesId: string;
  readonly patientId: string;
}

/** The record that an amendment replaces, and why. */
export interface Replaced {
  readonly id: string;
  readonly reason: string;
}

export interface NeighbourFacts {
  /** Sides of this session that have a record. */
  readonly recordedSides: readonly ('left' | 'right')[];
  readonly otherNeedleOuts: readonly number[];
  readonly otherSideDrugs: readonly DrugGiven[];
  readonly steroidExposures: readonly SteroidExposure[];
}

export interface InjectionHead extends InjectionTarget {
  readonly version: number;
  readonly status: InjectionRow['status'];
}

/**
 * One injection `i` as PostgreSQL builds it: the fields of `InjectionView`. `o` has its ordinal among the
 * completed injections of its series and side (`injectionOrdinals`), which is computed and never stored, so that
 * an amendment cannot leave a wrong one behind (hazard H20).
 */
export const injectionJson = `json_build_object(
  'id', i.id, 'version', i.version, 'sessionId', i.session_id, 'seriesId', i.series_id, 'side', i.side,
  'status', i.status, 'statusReason', i.status_reason, 'ordinal', o.ordinal, 'levels', i.levels,
  'needleInAt', floor(extract(epoch from i.needle_in_at) * 1000),
  'needleOutAt', floor(extract(epoch from i.needle_out_at) * 1000),
  'needleOutReason', i.needle_out_reason,
  'contrastUsed', i.contrast_used, 'fluoroSeconds', i.fluoro_seconds, 'airKermaMgy', i.air_kerma_mgy,
  'kermaAreaGycm2', i.kerma_area_gycm2, 'note', i.note, 'amends', i.amends, 'amendReason', i.amend_reason,
  'overMaximumReason', i.over_maximum_reason,
  'recordedBy', (SELECT m.name FROM member m WHERE m.practice_id = i.practice_id AND m.id = i.recorded_by),
  'recordedAt', floor(extract(epoch from i.recorded_at) * 1000),
  'drugs', (SELECT coalesce(json_agg(json_build_object('role', d.role, 'drug', d.drug,
      'concentrationPercent', d.concentration_percent, 'volumeMl', d.volume_ml, 'doseMg', d.dose_mg) ORDER BY d.id), '[]')
    FROM drug_administration d WHERE d.practice_id = i.practice_id AND d.injection_id = i.id),
  'temperatures', (SELECT coalesce(json_agg(json_build_object('foot', t.foot, 'minute', t.minute, 'celsius', t.celsius)
      ORDER BY t.foot, t.minute), '[]')
    FROM skin_temperature t WHERE t.practice_id = i.practice_id AND t.injection_id = i.id),
  'complications', (SELECT coalesce(json_agg(json_build_object('code', x.code, 'tier', x.tier, 'grade', x.grade,
      'causality', x.causality, 'onsetAt', floor(extract(epoch from x.onset_at) * 1000), 'note', x.note) ORDER BY x.id), '[]')
    FROM complication x WHERE x.practice_id = i.practice_id AND x.injection_id = i.id))`;

/** `$1` is the practice and `$2` the patient. */
export const injectionOrdinals = `SELECT id, row_number() OVER (PARTITION BY series_id, side ORDER BY needle_out_at, id) AS ordinal
  FROM injection WHERE practice_id = $1 AND patient_id = $2 AND status = 'completed'`;

/** Injections with what belongs to them: drugs, temperatures, complications. */
@Injectable()
export class InjectionRepository {
  /** What stands beside a new record; `except` is the one that is being replaced. */
  async neighbours(
    tx: Tx,
    target: InjectionTarget,
    side: 'left' | 'right',
    except: string | null,
  ): Promise<NeighbourFacts> {
    const [facts] = await tx.query<NeighbourFacts>(
      `WITH standing AS (
         SELECT * FROM injection WHERE practice_id = $1 AND patient_id = $2 AND status <> 'entered-in-error'
            AND id IS DISTINCT FROM $6::uuid)
       SELECT
         (SELECT coalesce(json_agg(i.side), '[]') FROM standing i WHERE i.session_id = $3) AS "recordedSides",
         (SELECT coalesce(json_agg(floor(extract(epoch from i.needle_out_at) * 1000)), '[]') FROM standing i
           WHERE i.series_id = $4 AND i.side = $5 AND i.session_id <> $3 AND i.status = 'completed') AS "otherNeedleOuts",
         (SELECT coalesce(json_agg(json_build_object('role', d.role, 'drug', d.drug,
              'concentrationPercent', d.concentration_percent, 'volumeMl', d.volume_ml, 'doseMg', d.dose_mg)), '[]')
            FROM standing i JOIN drug_administration d ON d.practice_id = i.practice_id AND d.injection_id = i.id
           WHERE i.session_id = $3 AND i.side <> $5) AS "otherSideDrugs",
         (SELECT coalesce(json_agg(json_build_object('drug', d.drug,
              'at', floor(extract(epoch from i.needle_out_at) * 1000))), '[]')
            FROM standing i JOIN drug_administration d ON d.practice_id = i.practice_id AND d.injection_id = i.id
           WHERE i.session_id <> $3 AND i.status = 'completed' AND d.role = 'steroid') AS "steroidExposures"`,
      [tx.principal.practiceId, target.patientId, target.sessionId, target.seriesId, side, except],
    );
    if (facts === undefined) throw new Error('An aggregate without a row.');
    return facts;
  }

  async insert(
    tx: Tx,
    target: InjectionTarget,
    request: RecordInjectionRequest,
    replaced: Replaced | null,
  ): Promise<string> {
    const { practiceId } = tx.principal;
    const recordedBy = tx.principal.kind === 'member' ? tx.principal.memberId : null;
    const injectionId = uuid();
    await tx.manager.insert(InjectionRow, {
      practiceId,
      id: injectionId,
      ...target,
      side: request.side,
      status: request.status,
      statusReason: request.statusReason ?? null,
      levels: request.levels,
      needleInAt: instant(request.needleInAt),
      needleOutAt: instant(request.needleOutAt),
      needleOutReason: request.needleOutReason?.trim() ?? null,
      contrastUsed: request.contrastUsed ?? null,
      fluoroSeconds: request.fluoroSeconds ?? null,
      airKermaMgy: request.airKermaMgy ?? null,
      kermaAreaGycm2: request.kermaAreaGycm2 ?? null,
      note: request.note ?? null,
      amends: replaced?.id ?? null,
      amendReason: replaced?.reason ?? null,
      overMaximumReason: request.overMaximumReason?.trim() ?? null,
      recordedBy,
    });
    const of = () => ({ practiceId, id: uuid(), injectionId });
    if (request.drugs.length > 0) {
      await tx.manager.insert(
        DrugAdministrationRow,
        request.drugs.map((drug) => ({ ...of(), ...amountsOf(drug) })),
      );
    }
    if (request.temperatures.length > 0) {
      await tx.manager.insert(
        SkinTemperatureRow,
        request.temperatures.map(({ foot, minute, celsius }) => ({ ...of(), foot, minute, celsius })),
      );
    }
    if (request.complications.length > 0) {
      await tx.manager.insert(
        ComplicationRow,
        request.complications.map((each) => ({ ...of(), ...unwanted(each), recordedBy })),
      );
    }
    return injectionId;
  }

  async head(tx: Tx, id: string): Promise<InjectionHead | undefined> {
    const [head] = await tx.query<InjectionHead>(
      `SELECT session_id AS "sessionId", series_id AS "seriesId", patient_id AS "patientId", version, status
         FROM injection WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, id],
    );
    return head;
  }

  async hadSedative(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 FROM drug_administration WHERE practice_id = $1 AND injection_id = $2 AND role = 'sedative' LIMIT 1`,
      [tx.principal.practiceId, id],
    );
    return rows.length > 0;
  }

  /** Takes the record out of force, if it still is what the caller read. */
  async enterInError(tx: Tx, id: string, version: number): Promise<boolean> {
    const { affected } = await tx.manager.update(
      InjectionRow,
      { practiceId: tx.principal.practiceId, id, version },
      { status: 'entered-in-error', version: version + 1 },
    );
    return affected === 1;
  }

  async ofSession(tx: Tx, patientId: string, sessionId: string): Promise<InjectionView[]> {
    const rows = await tx.query<{ injection: InjectionView }>(
      `WITH ordinals AS (${injectionOrdinals})
       SELECT ${injectionJson} AS injection FROM injection i LEFT JOIN ordinals o ON o.id = i.id
        WHERE i.practice_id = $1 AND i.patient_id = $2 AND i.session_id = $3 ORDER BY i.recorded_at, i.id`,
      [tx.principal.practiceId, patientId, sessionId],
    );
    return rows.map((row) => row.injection);
  }
}

function instant(text: string | null | undefined): Temporal.Instant | null {
  return text === null || text === undefined ? null : Temporal.Instant.from(text);
}

/** A drug with every amount said: null where none was given. */
export function amountsOf({ role, drug, concentrationPercent, volumeMl, doseMg }: DrugRequest): DrugGiven {
  return {
    role,
    drug,
    concentrationPercent: concentrationPercent ?? null,
    volumeMl: volumeMl ?? null,
    doseMg: doseMg ?? null,
  };
}

/** The tier is written down as it was then: the catalogue may change. Precondition: a code of the catalogue. */
function unwanted({ code, grade, causality, onsetAt, note }: ComplicationRequest) {
  const { tier } = complications[code as ComplicationCode];
  return {
    code,
    tier,
    grade: grade ?? null,
    causality: causality ?? null,
    onsetAt: instant(onsetAt),
    note: note ?? null,
  };
}
