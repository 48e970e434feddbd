import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallNumberPolicy, withholdSmall } from './small-numbers.js';

const clinical = { rows: false, columns: true };

describe('REPORT-01: small numbers of clinical detail', () => {
  it.each<[string, number[][], (number | null)[][]]>([
    [
      'are shown where none is small',
      [
        [9, 12],
        [0, 7],
      ],
      [
        [9, 12],
        [0, 7],
      ],
    ],
    ['are withheld with a second one, or the total would tell', [[3, 12, 20]], [[null, null, 20]]],
    ['are withheld with a nought where nothing else is left', [[3, 0, 0]], [[null, null, 0]]],
    ['take as many with them as it needs to hide them', [[1, 1, 9, 30]], [[null, null, null, 30]]],
    ['need no second one where several are small and together are not', [[4, 4, 30]], [[null, null, 30]]],
  ])('%s', (_story, cells, expected) => {
    // The column totals are large enough to be none's secret.
    const more = cells[0]?.map(() => 100) ?? [];
    expect(withholdSmall({ cells: [...cells, more, more] }, clinical).cells.slice(0, cells.length)).toEqual(
      expected,
    );
  });

  it('withholds the total of a clinical row, and not that of any other', () => {
    const cells = [[2], [40], [50]];
    expect(withholdSmall({ cells }, { rows: true, columns: false })).toEqual({
      cells: [[null], [null], [50]],
      rowTotals: [null, null, 50],
      columnTotals: [92],
    });
    expect(withholdSmall({ cells }, { rows: false, columns: false })).toMatchObject({
      cells,
      rowTotals: [2, 40, 50],
    });
  });

  it('shows no small number of any table, and none that follows from its line alone', () => {
    const { least } = smallNumberPolicy;
    const table = fc.integer({ min: 2, max: 5 }).chain((width) =>
      fc.array(fc.array(fc.oneof(fc.nat(8), fc.nat(60)), { minLength: width, maxLength: width }), {
        minLength: 2,
        maxLength: 5,
      }),
    );
    const axes = fc.record({ rows: fc.boolean(), columns: fc.boolean() });
    let withheld = 0;
    fc.assert(
      fc.property(table, axes, (cells, of) => {
        const shown = withholdSmall({ cells }, of);
        const isSmall = (value: number | null) => value !== null && value > 0 && value < least;
        if (of.rows || of.columns) expect(shown.cells.flat().filter(isSmall)).toEqual([]);
        if (of.rows) expect(shown.rowTotals.filter(isSmall)).toEqual([]);
        if (of.columns) expect(shown.columnTotals.filter(isSmall)).toEqual([]);
        const lines = [
          ...shown.cells.map((row, index) => [...row, shown.rowTotals[index] ?? null]),
          ...(cells[0] ?? []).map((_, index) => [
            ...shown.cells.map((row) => row[index] ?? null),
            shown.columnTotals[index] ?? null,
          ]),
        ];
        const hidden = lines.map((line) => line.filter((each) => each === null).length);
        withheld += hidden.filter((each) => each > 0).length;
        expect(hidden.filter((each) => each === 1)).toEqual([]);
        // What is shown is what was counted.
        for (const [index, row] of shown.cells.entries())
          for (const [column, value] of row.entries())
            if (value !== null) expect(value).toBe(cells[index]?.[column]);
      }),
      { seed: 37, numRuns: 400 },
    );
    expect(withheld).toBeGreaterThan(100);
  });
});
