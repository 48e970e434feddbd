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
  'contrastUsed', i.contrast_used, 'fluoroSeconds', i.fluoro_seconds, 'airKermaMgy', i.air_kerma_mgy,
  'kermaAreaGycm2', i.kerma_area_gycm2, 'note', i.note, 'amends', i.amends, 'amendReason', i.amend_reason,
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
