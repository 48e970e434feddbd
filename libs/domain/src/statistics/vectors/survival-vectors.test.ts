import { describe, expect, it } from 'vitest';
import { deviationOf } from './deviation.builder.js';
import { publishedTable } from './published-table.builder.js';
import { elsewhere, expectedFiles, looked, vectorFamilies } from './survival-families.builder.js';

const families = vectorFamilies();

describe('the published vectors of survival', () => {
  // The reporter "verbose" prints the annotation: the largest deviation of each family as it is.
  it.for(families)(
    '$family of $file: every number is reproduced, and the documentation says how closely',
    async ({ family, file, deviation, tolerance }, { annotate }) => {
      await annotate(
        `${deviation.values} values, largest deviation ${deviation.largest} at ${deviation.where}`,
      );
      const row = publishedTable().get(`${family} ${file}`);
      expect(deviation.largest, deviation.where).toBeLessThanOrEqual(tolerance);
      expect(row?.values, `documented values of ${family} in ${file}`).toBe(deviation.values);
      expect(deviation.largest).toBeLessThan(row?.below ?? 0);
      expect(row?.below).toBeLessThanOrEqual(tolerance);
    },
  );

  it('leave no name of a file unread, but for those that belong to the models', () => {
    const others: Readonly<Record<string, object>> = elsewhere;
    for (const [file, expected] of Object.entries(expectedFiles)) {
      const known = [...(looked[file] ?? []), ...Object.keys(others[file] ?? {})];
      expect(known.toSorted()).toEqual(Object.keys(expected).toSorted());
    }
  });

  it('are not met by a value that is missing, another, of another kind or one too many', () => {
    const expected = { a: [1, null], b: true };
    expect(deviationOf(expected, { a: [1, null], b: true })).toEqual({ values: 3, largest: 0, where: '' });
    expect(deviationOf(expected, { a: [1.5, null], b: true })).toEqual({
      values: 3,
      largest: 0.5,
      where: '.a[0]',
    });
    for (const other of [
      { a: [1, null] },
      { a: [1, 2], b: true },
      { a: [1, null, 3], b: true },
      { a: [1], b: true },
      { a: [1, null], b: false },
      { a: [Number.NaN, null], b: true },
      null,
    ])
      expect(deviationOf(expected, other).largest).toBe(Infinity);
  });
});
