/** How far what was computed lies from what was published, over every value of an expected result. */
export interface Deviation {
  readonly values: number;
  /** The largest; relative for numbers above 1. Infinity where a value is missing or of another kind. */
  readonly largest: number;
  readonly where: string;
}

/**
 * Walks over every value of `expected`, whatever its shape; a key, element, null or truth value that is not there in
 * `actual` is an infinite deviation, so that nothing can be left out. Names in `except` are not looked at.
 */
export function deviationOf(
  expected: unknown,
  actual: unknown,
  except: readonly string[] = [],
  where = '',
): Deviation {
  if (Array.isArray(expected)) {
    const length = Array.isArray(actual) ? actual.length : -1;
    return joined([
      leaf(0, length === expected.length, `${where}.length`),
      ...expected.map((element, index) =>
        deviationOf(element, Array.isArray(actual) ? actual[index] : undefined, except, `${where}[${index}]`),
      ),
    ]);
  }
  if (typeof expected === 'object' && expected !== null) {
    const given: Readonly<Record<string, unknown>> =
      typeof actual === 'object' && actual !== null ? { ...actual } : {};
    return joined(
      Object.entries(expected)
        .filter(([name]) => !except.includes(name))
        .map(([name, value]) => deviationOf(value, given[name], except, `${where}.${name}`)),
    );
  }
  if (typeof expected === 'number' && typeof actual === 'number') {
    const largest = Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
    return { values: 1, largest: Number.isNaN(largest) ? Infinity : largest, where };
  }
  return leaf(1, expected === actual, where);
}

function leaf(values: number, same: boolean, where: string): Deviation {
  return { values, largest: same ? 0 : Infinity, where };
}

export function joined(deviations: readonly Deviation[]): Deviation {
  return deviations.reduce(
    (all, one) => ({
      values: all.values + one.values,
      largest: Math.max(all.largest, one.largest),
      where: one.largest > all.largest ? one.where : all.where,
    }),
    { values: 0, largest: 0, where: '' },
  );
}
