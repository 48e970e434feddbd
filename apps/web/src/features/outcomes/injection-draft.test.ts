import type { InjectionView } from '@lull/contracts';
import { describe, expect, it } from 'vitest';
import { draftOfInjection, emptyInjectionDraft, type InjectionDraft } from './injection-draft.js';
import { injectionFaults } from './injection-faults.js';
import { injectionRequest } from './injection-request.js';
import { factsOf, fullInjection } from './injection.builder.js';
import { firstInjectionAt, injectionOf, zone } from './target.builder.js';

const now = firstInjectionAt + 86_400_000;
const least = injectionOf(0, firstInjectionAt);
/** 01:30 in New York on the night the clocks went back: the second of two. */
const secondOfTwo = Date.UTC(2025, 10, 2, 6, 30);

describe('A record that is corrected', () => {
  const records: readonly (readonly [string, InjectionView])[] = [
    ['with everything in it', fullInjection],
    [
      'with as little as there can be',
      {
        ...least,
        contrastUsed: null,
        fluoroSeconds: null,
        drugs: [
          {
            role: 'local-anaesthetic',
            drug: 'bupivacaine',
            concentrationPercent: null,
            volumeMl: null,
            doseMg: null,
          },
        ],
      },
    ],
    [
      'of an injection that was given up after the sedation',
      {
        ...fullInjection,
        status: 'not-done',
        statusReason: 'vasovagal',
        needleOutAt: null,
        drugs: fullInjection.drugs.slice(4, 6),
        levels: [],
      },
    ],
    [
      'of an injection that was given up with the needle in',
      { ...fullInjection, status: 'not-done', statusReason: 'paraesthesia' },
    ],
    ['of an injection in the hour that came twice', { ...least, needleOutAt: secondOfTwo }],
  ];
  it.each(records)('keeps every fact %s', (_story, view) => {
    const draft: InjectionDraft = { ...draftOfInjection(view, zone), side: 'left', amendReason: 'as it was' };
    // The draft is kept as text over a reload.
    const reloaded = JSON.parse(JSON.stringify(draft)) as InjectionDraft;
    expect(injectionFaults(reloaded, zone, now, true)).toEqual([]);
    expect(injectionRequest(reloaded, zone, true)).toEqual({ ...factsOf(view), amendReason: 'as it was' });
  });

  it('forgets the instant as soon as somebody writes another time', () => {
    const draft: InjectionDraft = {
      ...draftOfInjection(fullInjection, zone),
      side: 'left',
      needleOut: { text: '2026-01-05T09:02:15', recordedAt: null },
    };
    expect(injectionRequest(draft, zone, true)?.needleOutAt).toBe('2026-01-05T14:02:15.000Z');
  });
});

describe('What keeps an injection from being recorded', () => {
  const begun: InjectionDraft = {
    ...emptyInjectionDraft(true),
    side: 'left',
    levels: ['L3'],
    needleOut: { text: '2026-01-05T09:00', recordedAt: null },
  };
  const anaesthetic = {
    key: 1,
    role: 'local-anaesthetic',
    drug: 'procaine',
    concentrationPercent: '',
    volumeMl: '',
    doseMg: 20,
  } as const;
  const sentences = (change: Partial<InjectionDraft>) =>
    injectionFaults({ ...begun, ...change }, zone, now, false).map(
      ({ field, sentence }) => `${field ?? ''}: ${sentence}`,
    );

  it.each<readonly [string, Partial<InjectionDraft>, readonly string[]]>([
    [
      'an anaesthetic by its dose alone is enough, other rows may stay empty',
      { drugs: [anaesthetic, ...begun.drugs.slice(1)] },
      [],
    ],
    [
      'no anaesthetic',
      {},
      ['drugs.blank-1.drug: Choose the local anaesthetic.', 'drugs.blank-1.volumeMl: Enter the volume.'],
    ],
    ['no row for one', { drugs: begun.drugs.slice(1) }, ['drugs: Add the local anaesthetic.']],
    [
      'an amount of no drug, told at its place in the request',
      {
        drugs: [
          anaesthetic,
          ...begun.drugs.slice(1, 2),
          { ...anaesthetic, key: 9, role: 'sedative', drug: ' ' },
        ],
      },
      ['drugs.1.drug: Choose the drug, or remove its row.'],
    ],
    [
      'a steroid without its dose',
      {
        drugs: [
          anaesthetic,
          { ...anaesthetic, key: 2, role: 'steroid', drug: 'triamcinolone', volumeMl: 1, doseMg: '' },
        ],
      },
      ['drugs.1.doseMg: Enter the dose.'],
    ],
    [
      'a time that the clocks skip',
      { drugs: [anaesthetic], needleIn: { text: '2025-03-09T02:30', recordedAt: null } },
      [expect.stringMatching(/^needleInAt: .*clocks/)],
    ],
    [
      'half a time',
      { drugs: [anaesthetic], needleIn: { text: 'T08:30', recordedAt: null } },
      [expect.stringMatching(/^needleInAt: /)],
    ],
    [
      'needle times the wrong way round',
      { drugs: [anaesthetic], needleIn: { text: '2026-01-05T09:00:01', recordedAt: null } },
      ['needleInAt: The needle cannot come out before it went in.'],
    ],
    [
      'a complication of tomorrow',
      {
        drugs: [anaesthetic],
        complications: [
          {
            code: 'soreness',
            grade: null,
            causality: null,
            onset: { text: '2026-01-09T09:00', recordedAt: null },
            note: '',
          },
        ],
      },
      ['complications.0.onsetAt: The onset lies in the future.'],
    ],
  ])('%s', (_story, change, expected) => {
    expect(sentences(change)).toEqual(expected);
  });

  it('takes the present time of the form for no needle-out of an injection that was not done', () => {
    const draft: InjectionDraft = {
      ...begun,
      status: 'not-done',
      statusReason: 'vasovagal',
      levels: [],
      needleOutBegan: begun.needleOut.text,
    };
    expect(injectionRequest(draft, zone, false)).toMatchObject({ needleOutAt: null, drugs: [] });
    expect(injectionRequest(draft, zone, false)?.needleOutStampedAt).toBe(
      injectionRequest({ ...draft, needleOutBegan: null }, zone, false)?.needleOutAt,
    );
    expect(injectionRequest({ ...draft, needleOutBegan: null }, zone, false)?.needleOutAt).toBe(
      '2026-01-05T14:00:00.000Z',
    );
  });
});
