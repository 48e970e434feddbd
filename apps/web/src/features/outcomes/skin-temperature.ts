import { diagnosticDefinition } from '@lull/domain';

interface Reading {
  readonly foot: 'left' | 'right';
  readonly minute: number;
  readonly celsius: number;
}

/** Minutes at which both feet are measured (clinical reference 3.7). */
export const readingMinutes = [0, 5, 10, 15, 20, 30] as const;

/** How far the skin of the injected side warmed from minute 0 to its warmest; null without both. */
export function temperatureRise(
  readings: readonly Reading[],
  side: 'left' | 'right',
): { readonly celsius: number; readonly minutes: number; readonly success: boolean } | null {
  const treated = readings.filter((reading) => reading.foot === side);
  const before = treated.find((reading) => reading.minute === 0);
  const after = treated.filter((reading) => reading.minute > 0);
  const [first] = after;
  if (before === undefined || first === undefined) return null;
  const warmest = after.reduce((best, reading) => (reading.celsius > best.celsius ? reading : best), first);
  // Tenths of a degree as integers: 30.1 - 28.1 is exactly 2 degrees.
  const tenths = Math.round(warmest.celsius * 10) - Math.round(before.celsius * 10);
  return {
    celsius: tenths / 10,
    minutes: warmest.minute,
    success: tenths >= diagnosticDefinition.successRiseC * 10,
  };
}
