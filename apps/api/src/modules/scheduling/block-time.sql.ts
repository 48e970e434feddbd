/**
 * Block time of a clinic as the domain's `BlockTime`, built by PostgreSQL for every read that needs it. `clinic`
 * and `from` are expressions of ours; what lies before the date `from` is left out, because years of it add up.
 */
export const blockTimesOf = (clinic: string, from: string): string => `
  (SELECT coalesce(json_agg(json_build_object('id', b.id, 'physicianId', b.physician_id, 'physicianName', r.name,
            'roomId', b.room_id, 'weekday', b.weekday, 'from', to_char(b.starts, 'HH24:MI'), 'to', to_char(b.ends, 'HH24:MI'),
            'repeat', CASE b.repeats
               WHEN 'every-n-weeks' THEN json_build_object('kind', b.repeats, 'weeks', b.every_weeks, 'anchor', b.anchor_date)
               WHEN 'nth-weekdays' THEN json_build_object('kind', b.repeats, 'nths', b.nths)
               ELSE json_build_object('kind', b.repeats) END,
            'procedureTypes', (SELECT coalesce(json_agg(t.code ORDER BY t.code), '[]') FROM procedure_type t
                                WHERE t.practice_id = $1 AND t.id = ANY (b.procedure_type_ids)),
            'mostSessions', b.most_sessions, 'releaseLeadDays', b.release_lead_days,
            'exceptions', (SELECT coalesce(json_agg(json_build_object('date', x.date, 'instead', CASE WHEN x.room_id IS NOT NULL
                 THEN json_build_object('from', to_char(x.starts, 'HH24:MI'), 'to', to_char(x.ends, 'HH24:MI'), 'roomId', x.room_id) END)
                 ORDER BY x.date), '[]') FROM block_time_exception x
                WHERE x.practice_id = $1 AND x.block_time_id = b.id AND x.date >= ${from}),
            'releasedOn', (SELECT coalesce(json_agg(x.date ORDER BY x.date), '[]') FROM block_time_release x
                WHERE x.practice_id = $1 AND x.block_time_id = b.id AND x.reclaimed_at IS NULL AND x.date >= ${from}),
            'keptOn', (SELECT coalesce(json_agg(x.date ORDER BY x.date), '[]') FROM block_time_keep x
                WHERE x.practice_id = $1 AND x.block_time_id = b.id AND x.date >= ${from}),
            'validFrom', b.valid_from, 'validTo', b.valid_to) ORDER BY b.valid_from, b.weekday, b.starts, b.id), '[]')
     FROM block_time b JOIN resource r ON r.practice_id = b.practice_id AND r.id = b.physician_id
    WHERE b.practice_id = $1 AND b.clinic_id = ${clinic} AND (b.valid_to IS NULL OR b.valid_to >= ${from}))`;
