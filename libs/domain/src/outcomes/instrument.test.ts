import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkInstrumentScore, type InstrumentScoreGiven } from './check-instrument-score.js';
import { instrumentChange, scoreAnswers, type Instrument } from './instrument.js';
import {
  hdss,
  instrumentOf,
  instruments,
  instrumentsFor,
  nrs,
  peg,
  pgic,
  ulcers,
  walkingDistance,
} from './instruments.js';
import { instrumentFaults, licensedInstruments } from './licensed-instruments.js';

const codesOf = (instrument: Instrument, answers: readonly (number | null)[]) => {
  const decision = scoreAnswers(instrument, answers);
  return decision.accepted ? decision.value.score : decision.refusals.map(({ code }) => code);
};

describe('INS-01: the score of an instrument', () => {
  it.each<[string, Instrument, readonly (number | null)[], number | readonly string[]]>([
    ['of HDSS is its answer', hdss, [3], 3],
    ['of HDSS begins at one', hdss, [0], ['outcomes.score-answer-out-of-range']],
    ['of HDSS ends at four', hdss, [5], ['outcomes.score-answer-out-of-range']],
    ['of HDSS has no halves', hdss, [2.5], ['outcomes.score-answer-out-of-range']],
    ['of PEG is the mean of three', peg, [4, 5, 9], 6],
    ['of PEG is none with two', peg, [4, 5, null], ['outcomes.score-too-few-answers']],
    ['of PEG is none with two items', peg, [4, 5], ['outcomes.score-items-differ']],
    ['of PGIC is its answer', pgic, [7], 7],
    ['of PGIC begins at one', pgic, [0], ['outcomes.score-answer-out-of-range']],
    ['of walking is in metres', walkingDistance, [350], 350],
    ['of ulcers is their number, of which none is one', ulcers, [0], 0],
    ['of nothing is none, and never zero', ulcers, [null], ['outcomes.score-too-few-answers']],
  ])('%s', (_story, instrument, answers, expected) => {
    expect(codesOf(instrument, answers)).toEqual(expected);
  });

  it('lies within the range that the instrument names, whatever was answered', () => {
    for (const instrument of instruments) {
      const answers = fc.tuple(
        ...instrument.items.map(({ least, most }) => fc.integer({ min: least, max: most })),
      );
      fc.assert(
        fc.property(answers, (given) => {
          const { least, most } = instrument.range;
          const score = codesOf(instrument, given);
          expect(typeof score === 'number' && score >= least && score <= most).toBe(true);
        }),
        { numRuns: 50 },
      );
    }
  });
});

describe('INS-02: a change between two scores', () => {
  it.each<[string, Instrument, number, number, number, boolean | null]>([
    ['of HDSS by one step matters', hdss, 4, 3, 1, true],
    ['of HDSS for the worse does not improve', hdss, 2, 3, -1, false],
    ['of PEG by 30 % matters', peg, 10, 7, 3, true],
    ['of PEG by less does not', peg, 10, 7.1, 2.9, false],
    ['of NRS needs 2 points as well', nrs, 4, 2.5, 1.5, false],
    ['of NRS by 2 points and 30 % matters', nrs, 6, 4, 2, true],
    ['of NRS by 2 points below 30 % does not', nrs, 8, 6, 2, false],
    ['of distance is better upwards, and no source says what matters', walkingDistance, 100, 250, 150, null],
    ['of ulcers is better downwards', ulcers, 2, 1, 1, null],
    ['of thirds is rounded to what was meant', peg, 20 / 3, 14 / 3, 2, true],
  ])('%s', (_story, instrument, before, after, better, important) => {
    expect(instrumentChange(instrument, before, after)).toEqual({ better, important });
  });
});

describe('INS-03: what is taken down', () => {
  it('S3: is of the symptom of the series, the one that judges it first', () => {
    expect(instrumentsFor('pain').map(({ id }) => id)).toEqual(['peg', 'pgic']);
    expect(instrumentsFor('sweating').map(({ id }) => id)).toEqual(['hdss', 'pgic']);
    expect(instrumentsFor('perfusion').map(({ id }) => id)).toEqual(['walking-distance', 'ulcers', 'pgic']);
  });

  it('has every id once', () => {
    expect(new Set(instruments.map(({ id }) => id)).size).toBe(instruments.length);
    expect(instrumentOf('odi')).toBeNull();
  });
});

describe('INS-05: whether a score may be recorded', () => {
  const now = 1_000_000;
  const given = (changes: Partial<InstrumentScoreGiven> = {}): InstrumentScoreGiven => ({
    instrument: 'hdss',
    answers: [3],
    at: now,
    side: null,
    ...changes,
  });
  it.each<[string, Partial<InstrumentScoreGiven>, 'left' | 'both', readonly string[]]>([
    ['a score of now', {}, 'left', []],
    ['one of the future', { at: now + 1 }, 'left', ['outcomes.score-in-future']],
    ['H1: of both legs without saying which', {}, 'both', ['outcomes.score-side-missing']],
    ['of both legs with the leg', { side: 'right' }, 'both', []],
    ['of the other leg', { side: 'right' }, 'left', ['outcomes.score-side-not-of-series']],
    ['of the whole patient, who has no side', { instrument: 'pgic', answers: [2] }, 'both', []],
    [
      'of an instrument that is not there',
      { instrument: 'odi' },
      'left',
      ['outcomes.score-instrument-unknown'],
    ],
    [
      'of the NRS, which is a pain score',
      { instrument: 'nrs' },
      'left',
      ['outcomes.score-instrument-unknown'],
    ],
    [
      'all that is wrong at once',
      { answers: [9], at: now + 1 },
      'both',
      ['outcomes.score-answer-out-of-range', 'outcomes.score-in-future', 'outcomes.score-side-missing'],
    ],
  ])('%s', (_story, changes, seriesSide, codes) => {
    const decision = checkInstrumentScore(given(changes), { now, seriesSide });
    expect(decision.accepted ? [] : decision.refusals.map(({ code }) => code)).toEqual(codes);
  });

  it('keeps the side of a series for both legs alone', () => {
    const side = (seriesSide: 'left' | 'both') => {
      const decision = checkInstrumentScore(given({ side: 'left' }), { now, seriesSide });
      return decision.accepted ? decision.value.side : 'refused';
    };
    expect([side('left'), side('both')]).toEqual([null, 'left']);
  });
});

/** Made up, as docs/instruments.md shows it: five items 0 to 5, in percent of the most that was answered, three needed. */
const stairs: Instrument = {
  id: 'licensed-stairs',
  name: 'STAIRS',
  measures: 'Climbing stairs',
  source: 'An example that nobody uses',
  licence: 'Example clinic, licence 1234, valid until 2030-12-31',
  loinc: null,
  items: Array.from({ length: 5 }, () => ({ least: 0, most: 5 })),
  leastAnswered: 3,
  range: { least: 0, most: 100, unit: '%' },
  betterIs: 'lower',
  importantChange: { percent: null, points: 10, source: 'An example' },
  perLimb: false,
  score: (answers) => {
    const given = answers.filter((answer) => answer !== null);
    return (100 * given.reduce((sum, answer) => sum + answer, 0)) / (5 * given.length);
  },
};

describe('INS-04: a licensed instrument', () => {
  it('is not shipped: the licence is the clinic’s', () => {
    expect(licensedInstruments).toEqual([]);
    expect(instruments.flatMap(({ id }) => (/bpi|odi|promis/.test(id) ? [id] : []))).toEqual([]);
  });

  it('is scored by its own rule once it is registered, as the worked example shows', () => {
    const registry = [...instruments, stairs];
    expect(instrumentFaults(stairs, instruments)).toEqual([]);
    const record = (answers: readonly (number | null)[]) =>
      checkInstrumentScore(
        { instrument: 'licensed-stairs', answers, at: 0, side: null },
        { now: 0, seriesSide: 'both' },
        registry,
      );
    const scored = record([5, 0, null, 1, null]);
    expect(scored.accepted && scored.value.score).toBe(40);
    const short = record([5, 0, null, null, null]);
    expect(short.accepted ? [] : short.refusals.map(({ code }) => code)).toEqual([
      'outcomes.score-too-few-answers',
    ]);
    expect(instrumentChange(stairs, 40, 28)).toEqual({ better: 12, important: true });
  });

  it.each<[string, Partial<Instrument>, string]>([
    ['may not be taken for a shipped one', { id: 'peg' }, 'The id peg does not begin with licensed-.'],
    ['names its licence', { licence: ' ' }, 'It does not say under which licence it is used.'],
    ['has items', { items: [] }, 'It has no items, or more than 60.'],
    [
      'asks for no more answers than there are',
      { leastAnswered: 6 },
      'It asks for more answers than it has items.',
    ],
    [
      'stays within its range',
      { range: { least: 0, most: 50, unit: '%' } },
      'Its score leaves the range that it names.',
    ],
  ])('%s', (_story, changes, fault) => {
    expect(instrumentFaults({ ...stairs, ...changes }, instruments)).toContain(fault);
  });

  it('is registered once', () => {
    expect(instrumentFaults(stairs, [...instruments, stairs])).toEqual([
      'There is an instrument licensed-stairs already.',
    ]);
  });

  it('holds for every one that is registered here', () => {
    for (const instrument of licensedInstruments)
      expect(
        instrumentFaults(
          instrument,
          instruments.filter((each) => each !== instrument),
        ),
      ).toEqual([]);
  });
});
