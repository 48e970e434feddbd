import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'csv-parse/sync';
import { reportCodes, type ReportCode, type ReportPageView, type ReportView } from '@lull/contracts';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { givenMember, startTestApp, type GivenMember, type TestApp } from '../../testing/test-app.js';
import { makeDemonstration } from '../interop/demonstration.js';
import { ReliefFigures } from '../outcomes/relief-figures.js';
import { inPractice } from '../../testing/given-care.js';
import { countsByHand, type ByHand } from '../../testing/report-by-hand.js';

let test: TestApp;
let practiceId: string;
let physician: GivenMember;
let administrator: GivenMember;
let range: { readonly from: string; readonly to: string };

beforeAll(async () => {
  test = await startTestApp({ demonstration: true });
  await makeDemonstration(test.door, test.app.get(AuthDatabase));
  await test.app.get(ReliefFigures).round();
  const [practice] = await test.database.rows<{ id: string; from: string; to: string }>(
    `SELECT practice_id AS id, (current_date - 365)::text AS from, current_date::text AS to FROM practice WHERE name = 'Midtown Pain Centre'`,
  );
  practiceId = practice?.id ?? '';
  range = { from: practice?.from ?? '', to: practice?.to ?? '' };
  physician = await givenMember(test, practiceId, 'physician');
  administrator = await givenMember(test, practiceId, 'administrator');
  await addWhatTheBookHasNot();
}, 240_000);
afterAll(() => test.close());

/** Releases with a refill, overrides and notice given, which no book of another system tells. */
async function addWhatTheBookHasNot(): Promise<void> {
  const write = (statement: string) =>
    inPractice(test, practiceId, (tx) => tx.query(statement, [practiceId]));
  await write(
    `WITH b AS (SELECT b.*, d::date AS day FROM block_time b JOIN clinic c ON c.id = b.clinic_id
        CROSS JOIN generate_series(greatest(b.valid_from, current_date - 60)::timestamp, (current_date - 7)::timestamp, interval '1 day') d
       WHERE b.practice_id = $1 AND extract(isodow FROM d) = b.weekday ORDER BY d, b.id LIMIT 3)
     INSERT INTO block_time_release (practice_id, id, block_time_id, date, room_id, during, how, minutes, released_at)
     SELECT practice_id, gen_random_uuid(), id, day, room_id,
            tstzrange((day + starts) AT TIME ZONE 'America/New_York', (day + ends) AT TIME ZONE 'America/New_York'), 'automatic',
            extract(epoch FROM ends - starts) / 60, day - interval '5 days' FROM b`,
  );
  await write(
    `INSERT INTO session_override (practice_id, id, session_id, code, reason, overridden_by, overridden_at)
     SELECT s.practice_id, gen_random_uuid(), s.id, (ARRAY['series.interval-too-short', 'scheduling.outside-block-time'])[1 + (row_number() OVER (ORDER BY s.id))::int % 2],
            'Agreed with the physician', (SELECT id FROM member m WHERE m.practice_id = s.practice_id ORDER BY m.id LIMIT 1), s.starts_at - interval '2 days'
       FROM session s WHERE s.practice_id = $1 AND s.starts_at BETWEEN now() - interval '90 days' AND now() - interval '3 days' ORDER BY s.id LIMIT 21`,
  );
  await write(
    `UPDATE session SET ended_at = starts_at - make_interval(hours => 5 * (abs(hashtext(id::text)) % 60))
      WHERE practice_id = $1 AND state = 'cancelled' AND ended_at IS NULL AND starts_at < now() - interval '30 days'`,
  );
}

const get = (path: string, query: object, as: GivenMember) =>
  test.as(as).get(`/api/v1/reports/of/${path}`).query(query);

async function view(code: ReportCode, query: object = {}, as = physician): Promise<ReportView> {
  return (await get(code, { ...range, ...query }, as).expect(200)).body;
}

async function everyRow(code: ReportCode, query: object, as = physician): Promise<ReportPageView['rows']> {
  const rows: ReportPageView['rows'][number][] = [];
  for (let after: string | undefined; ;) {
    const asked = { ...range, ...query, limit: 100, ...(after !== undefined && { after }) };
    const page: ReportPageView = (await get(`${code}/rows`, asked, as).expect(200)).body;
    rows.push(...page.rows);
    if (page.next === null) return rows;
    after = page.next;
  }
}

const figure = (report: ReportView, table: string, key: string): number | null => {
  const found = report.tables.find((each) => each.key === table);
  const place = found?.columns.findIndex((column) => column.key === key) ?? -1;
  return found?.totals[place]?.value ?? null;
};

/** Every pair of a report and one of its groupings. */
async function everyView(as = physician): Promise<ReportView[]> {
  const views: ReportView[] = [];
  for (const code of reportCodes) {
    const first = await view(code, {}, as);
    for (const { key } of first.groupings) views.push(await view(code, { by: key }, as));
  }
  return views;
}

describe('the reports over the demonstration', () => {
  it.each(reportCodes)('%s gives the totals that a count by hand gives', async (code) => {
    const report = await view(code);
    const byHand: readonly ByHand[] = countsByHand[code];
    expect(byHand.length).toBeGreaterThan(1);
    for (const { table, figure: key, sql, some = true } of byHand) {
      const [row] = await test.database.rows<{ n: string | number | null }>(sql, [
        practiceId,
        range.from,
        range.to,
      ]);
      const said = figure(report, table, key);
      expect([table, key, said === null ? null : Math.round(said * 10) / 10]).toEqual([
        table,
        key,
        row?.n == null ? null : Math.round(Number(row.n) * 10) / 10,
      ]);
      if (some) expect([table, key, said]).not.toEqual([table, key, 0]);
    }
  });

  it('add up: the rows of every figure that adds give its total, whatever they are told apart by', async () => {
    let added = 0;
    for (const report of await everyView())
      for (const { key, columns, rows, totals } of report.tables)
        for (const [index, column] of columns.entries()) {
          if (!column.adds) continue;
          const sum = rows.reduce((so, row) => so + (row.figures[index]?.value ?? NaN), 0);
          expect([report.code, key, column.key, sum.toFixed(3)]).toEqual([
            report.code,
            key,
            column.key,
            (totals[index]?.value ?? NaN).toFixed(3),
          ]);
          added += 1;
        }
    expect(added).toBeGreaterThan(150);
  });

  it('tell losses of the day apart by the requirement that failed, as a count of the reasons by hand does', async () => {
    const { tables } = await view('cancellations', { by: 'requirement' });
    const losses = tables.find(({ key }) => key === 'losses');
    const dayOf = losses?.columns.findIndex(({ key }) => key === 'day-of') ?? -1;
    const said = (losses?.rows ?? []).map(({ key, figures }) => [key, figures[dayOf]?.value]);
    const byHand = await test.database.rows<{ requirement: string; n: number }>(
      `SELECT coalesce(q.requirement, 'no-requirement') AS requirement, (count(*) FILTER (WHERE s.state = 'no-show'
                OR (s.ended_at AT TIME ZONE c.time_zone)::date >= (s.starts_at AT TIME ZONE c.time_zone)::date))::int AS n
         FROM session s JOIN clinic c ON c.id = s.clinic_id
         LEFT JOIN (VALUES ('no-escort', 'escort-confirmed'), ('not-fasted', 'fasting-kept'), ('no-authorisation', 'authorisation'),
           ('anticoagulant-not-held', 'anticoagulant-decision'), ('pregnancy-possible', 'pregnancy-test'), ('glucose-too-high', 'glucose-plan'),
           ('consent-missing', 'consent-for-side'), ('infection', 'no-infection')) q (reason, requirement) ON q.reason = s.cancel_reason
        WHERE s.practice_id = $1 AND s.state IN ('cancelled', 'no-show') AND (s.starts_at AT TIME ZONE c.time_zone)::date BETWEEN $2 AND $3
        GROUP BY 1`,
      [practiceId, range.from, range.to],
    );
    expect(byHand.length).toBeGreaterThan(1);
    expect(new Map(said as [string, number][])).toEqual(
      new Map(byHand.map(({ requirement, n }) => [requirement, n])),
    );
  });

  it('say the same when they are asked again', async () => {
    for (const code of reportCodes) {
      const [first, again] = [await view(code), await view(code)];
      expect({ ...again, asOf: 0 }).toEqual({ ...first, asOf: 0 });
    }
  });

  it.each(reportCodes)('%s opens as many rows as a count says, and notes whose they were', async (code) => {
    const report = await view(code);
    for (const table of report.tables) {
      const place = table.columns.findIndex(({ unit, opens, adds }) => unit === 'count' && opens && adds);
      const column = table.columns[place];
      if (column === undefined) throw new Error('Every table has a count that opens.');
      const line = table.rows.find(({ figures }) => (figures[place]?.value ?? 0) > 0);
      const of = {
        by: report.groupings.find(({ label }) => label === table.by)?.key,
        table: table.key,
        figure: column.key,
      };
      const rows = await everyRow(code, of);
      expect(table.rowsOpen).toBe(true);
      expect(rows).toHaveLength(table.totals[place]?.value ?? NaN);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      if (line !== undefined)
        expect(await everyRow(code, { ...of, row: line.key })).toHaveLength(
          line.figures[place]?.value ?? NaN,
        );
    }
    const [event] = await test.database.rows<{ change: object; patients: number }>(
      `SELECT change, cardinality(patient_ids) AS patients FROM audit_event WHERE practice_id = $1 AND resource = 'report' ORDER BY sequence DESC LIMIT 1`,
      [practiceId],
    );
    expect(event?.change).toMatchObject({ report: code, as: 'page' });
    if (code !== 'block-time') expect(event?.patients).toBeGreaterThan(0);
  });

  it('stand beside the period before', async () => {
    const [quarter] = await test.database.rows<{ from: string; to: string; earlier: string; before: string }>(
      `SELECT (m - interval '4 months')::date::text AS from, (m - interval '1 month 1 day')::date::text AS to,
              (m - interval '7 months')::date::text AS earlier, (m - interval '4 months 1 day')::date::text AS before
         FROM date_trunc('month', current_date) m`,
    );
    const period = { from: quarter?.earlier, to: quarter?.before };
    const [now, before] = [
      await view('cancellations', { from: quarter?.from, to: quarter?.to, by: 'physician' }),
      await view('cancellations', { ...period, by: 'physician' }),
    ];
    expect(now.before).toEqual(period);
    for (const [index, table] of now.tables.entries()) {
      const earlier = before.tables[index];
      expect(table.totals.map((each) => each.before)).toEqual(earlier?.totals.map(({ value }) => value));
      for (const row of table.rows)
        expect([row.key, row.figures[0]?.before ?? null]).toEqual([
          row.key,
          earlier?.rows.find(({ key }) => key === row.key)?.figures[0]?.value ?? 0,
        ]);
    }
  });

  it('count one clinic when it is named', async () => {
    const [clinic] = await test.database.rows<{ id: string }>(
      `SELECT id FROM clinic WHERE practice_id = $1`,
      [practiceId],
    );
    const [all, one] = [await view('sedation'), await view('sedation', { clinicId: clinic?.id })];
    expect(figure(one, 'mix', 'visits')).toBe(figure(all, 'mix', 'visits'));
    const none = await view('sedation', { clinicId: '0190aaaa-0000-7000-8000-000000000000' });
    expect(figure(none, 'mix', 'visits')).toBe(0);
  });

  it('are files with the same totals, in which no spreadsheet executes a name', async () => {
    for (const code of reportCodes) {
      const { text, headers } = await get(`${code}/table.csv`, range, physician).expect(200);
      expect(headers['content-disposition']).toBe(
        `attachment; filename="${code}-${range.from}-${range.to}.csv"`,
      );
      const lines: string[][] = parse(text, { bom: true, relax_column_count: true });
      const report = await view(code);
      const total = lines.find(([first]) => first === 'Total');
      expect(total?.[1]).toBe(String(Math.round((report.tables[0]?.totals[0]?.value ?? NaN) * 10) / 10));
      expect(lines.flat().filter((cell) => /^[=+@\t\r]/.test(cell))).toEqual([]);
    }
    const formula = '=HYPERLINK("http://evil.example")';
    await inPractice(test, practiceId, (tx) =>
      tx.query(
        `UPDATE patient SET family_name = $2 WHERE practice_id = $1 AND id =
          (SELECT patient_id FROM session WHERE practice_id = $1 AND state = 'no-show' AND starts_at > now() - interval '300 days' AND starts_at < now() ORDER BY starts_at LIMIT 1)`,
        [practiceId, formula],
      ),
    );
    const rows = await get(
      'cancellations/rows.csv',
      { ...range, table: 'losses', figure: 'no-shows' },
      physician,
    ).expect(200);
    expect(rows.text).toContain(`'=HYPERLINK`);
    expect(rows.text).not.toMatch(/(^|,)"?=HYPERLINK/m);
  });
});

describe('who sees what of the reports', () => {
  it('an administrator opens no row of clinical detail, and reads no word of it', async () => {
    const patients = await test.database.rows<{ word: string }>(
      `SELECT DISTINCT label AS word FROM condition WHERE practice_id = $1 UNION SELECT DISTINCT purpose FROM injection_series WHERE practice_id = $1
       UNION SELECT unnest(ARRAY['anticoagulant-not-held','pregnancy-possible','glucose-too-high','patient-ill','infection'])`,
      [practiceId],
    );
    expect(patients.length).toBeGreaterThan(5);
    for (const code of reportCodes) {
      const theirs = await view(code, {}, administrator);
      for (const table of theirs.tables)
        for (const column of table.columns) {
          const asked = { ...range, table: table.key, figure: column.key };
          for (const path of ['rows', 'rows.csv']) {
            const answer = await get(`${code}/${path}`, asked, administrator);
            expect([code, column.key, answer.status]).toEqual([
              code,
              column.key,
              column.unit === 'percent' ? 422 : column.opens ? 200 : 403,
            ]);
            if (answer.status !== 200) continue;
            for (const { word } of patients)
              expect([code, word, answer.text.includes(word)]).toEqual([code, word, false]);
          }
        }
    }
  });

  it('an administrator sees no small number of clinical detail, in no answer and in no file', async () => {
    const clinicalRows = ['Purpose', 'Condition', 'Ended because'];
    let withheld = 0;
    let hiddenIn = { code: '', by: '' };
    for (const code of ['series', 'complications'] as const) {
      const { groupings } = await view(code, {}, administrator);
      for (const { key: by } of groupings) {
        const [report, physicians] = [await view(code, { by }, administrator), await view(code, { by })];
        expect([report.leastShown, physicians.leastShown]).toEqual([5, null]);
        for (const table of report.tables)
          for (const [index, column] of table.columns.entries()) {
            const ofOutcome =
              code === 'complications'
                ? column.key !== 'injections'
                : /^(evaluated|responded)/.test(column.key);
            if (!column.adds || (!ofOutcome && !clinicalRows.includes(table.by))) continue;
            const shown = [
              ...table.rows.map(({ figures }) => figures[index]),
              ...(ofOutcome ? [table.totals[index]] : []),
            ];
            const told = shown.flatMap((each) => [each?.value ?? 0, each?.before ?? 0]);
            expect([code, column.key, told.filter((value) => value > 0 && value < 5)]).toEqual([
              code,
              column.key,
              [],
            ]);
            expect(shown.filter((each) => (each?.withheld ?? false) && each?.value !== null)).toEqual([]);
            const hidden = shown.filter((each) => each?.withheld ?? false).length;
            if (hidden > 0) hiddenIn = { code, by };
            withheld += hidden;
          }
      }
    }
    expect(withheld).toBeGreaterThan(0);
    const file = await get(`${hiddenIn.code}/table.csv`, { ...range, by: hiddenIn.by }, administrator).expect(
      200,
    );
    expect(file.text).toContain('withheld');
  });

  it.each([
    ['scheduler', ['complications']],
    ['nurse', []],
    ['auditor', [...reportCodes]],
  ] as const)('a %s is refused %j', async (role, refused: readonly string[]) => {
    const member = await givenMember(test, practiceId, role);
    for (const code of reportCodes)
      for (const path of [code, `${code}/table.csv`])
        expect([path, (await get(path, range, member)).status]).toEqual([
          path,
          refused.includes(code) ? 403 : 200,
        ]);
  });

  it('another practice sees nothing of it, and a report that is none is not there', async () => {
    const [other] = await test.database.rows<{ id: string }>(
      `SELECT practice_id AS id FROM practice WHERE name = 'Harbour Spine Clinic'`,
    );
    const stranger = await givenMember(test, other?.id ?? '', 'physician');
    expect(await everyRow('overrides', { table: 'overrides', figure: 'overrides' }, stranger)).toEqual([]);
    const answer = await get('patients', range, physician);
    expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
  });

  it.each([
    ['a table that is none', { table: 'x', figure: 'lost' }, 422],
    ['a figure that is none', { table: 'losses', figure: 'x; DROP TABLE session' }, 422],
    ['a cursor that is none of ours', { table: 'losses', figure: 'lost', after: 'nonsense' }, 400],
  ])('refuses %s', async (_story, query, status) => {
    expect((await get('cancellations/rows', { ...range, ...query }, physician)).status).toBe(status);
  });
});
