import { describe, expect, it } from 'vitest';
import { steroidTooSoon, type SteroidExposure } from './steroid-interval.js';

const day = 86_400_000;
const ago = (days: number, drug = 'triamcinolone'): SteroidExposure => ({ drug, at: -days * day });

describe('STE-01 a steroid soon after another', () => {
  it.each<[string, readonly SteroidExposure[], string | null]>([
    ['no steroid before', [], null],
    ['a particulate 28 days ago', [ago(28)], null],
    ['a particulate a day less', [ago(27)], 'triamcinolone 27 of 28'],
    ['dexamethasone 14 days ago', [ago(14, 'Dexamethasone ')], null],
    ['dexamethasone 13 days ago', [ago(13, 'Dexamethasone ')], 'Dexamethasone  13 of 14'],
    [
      'the particulate behind a dexamethasone that is over',
      [ago(20), ago(15, 'dexamethasone')],
      'triamcinolone 20 of 28',
    ],
    ['the most recent of two', [ago(20), ago(3)], 'triamcinolone 3 of 28'],
    ['a drug whose name is a property of every object', [ago(20, 'constructor')], 'constructor 20 of 28'],
    ['one that came later', [ago(-3)], null],
    ['half a day counts as none', [ago(0.5)], 'triamcinolone 0 of 28'],
  ])('%s', (_story, exposures, expected) => {
    const found = steroidTooSoon(0, exposures);
    expect(found && `${found.drug} ${String(found.daysSince)} of ${String(found.minimumDays)}`).toBe(
      expected,
    );
  });
});
