import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../decision.js';
import { sedationLevels } from '../sedation/sedation-level.js';
import {
  checkProcedureSteps,
  openSteps,
  procedureSteps,
  requiredSteps,
  roomTime,
  stepStates,
  stepsAgainstDrugs,
  wasSedated,
  type StepEntry,
} from './procedure-steps.js';
import { everyStep, roomOut, stepFacts, withSteroid } from './recovery.builder.js';

const minute = 60_000;
const codesOf = (decision: Decision<unknown>): string[] =>
  decision.accepted ? [] : decision.refusals.map(({ code }) => code);
const entry = (changes: Partial<StepEntry>): StepEntry => ({
  step: 'contrast',
  state: 'done',
  at: roomOut - minute,
  reason: null,
  ...changes,
});
const withoutSteroid = { ...withSteroid, contrastUsed: false, drugs: [{ role: 'local-anaesthetic' }] };

describe('S13 to S18: the steps of the procedure', () => {
  it.each([
    ['every step of an unsedated injection with steroid is written down', everyStep(), {}, []],
    ['contrast that was not needed needs no reason', [entry({ state: 'not-applicable', at: null })], {}, []],
    [
      'a patient who lay on the side: not done, with the reason',
      [
        entry({
          step: 'positioned-prone',
          state: 'not-done',
          at: null,
          reason: 'Cannot lie prone: on the side',
        }),
      ],
      {},
      [],
    ],
    [
      'not done without a reason asks why',
      [entry({ step: 'skin-prepared', state: 'not-done', at: null, reason: ' ' })],
      {},
      ['procedure.step-reason-missing'],
    ],
    [
      'the sedative of a sedated session cannot be without meaning',
      [entry({ step: 'iv-sedative', state: 'not-applicable', at: null })],
      { sedation: 'moderate' as const },
      ['procedure.step-belongs-to-it'],
    ],
    [
      'the sedative of an unsedated session does not apply',
      [entry({ step: 'iv-sedative', state: 'not-applicable', at: null })],
      {},
      [],
    ],
    [
      'without X-ray the needle is not guided by it',
      [entry({ step: 'needle-guided', state: 'not-applicable', at: null })],
      { usesXray: false },
      [],
    ],
    ['nothing is done in the future', [entry({ at: roomOut + minute })], {}, ['procedure.step-in-future']],
    [
      'nothing is done before the patient is in the room',
      [entry({ at: roomOut - 40 * minute })],
      {},
      ['procedure.step-before-room'],
    ],
    [
      'a time to the minute means any second of it',
      [entry({ at: roomOut - 30 * minute })],
      { roomInAt: roomOut - 30 * minute + 40_000 },
      [],
    ],
    ['not while the patient waits', [entry({})], { sessionState: 'arrived' }, ['procedure.not-in-room']],
    ['one step is said once', [entry({}), entry({})], {}, ['procedure.step-twice']],
    [
      'every reason at once',
      [
        entry({ step: 'positioned-prone', state: 'not-applicable', at: null }),
        entry({ at: roomOut + minute }),
      ],
      { sessionState: 'booked' },
      ['procedure.not-in-room', 'procedure.step-belongs-to-it', 'procedure.step-in-future'],
    ],
  ])('%s', (_, entries, changes, expected) => {
    expect(codesOf(checkProcedureSteps(entries, stepFacts(changes)))).toEqual(expected);
  });

  it.each([
    ['contrast done, and no contrast recorded', entry({}), withoutSteroid],
    ['contrast not done, but recorded', entry({ state: 'not-applicable', at: null }), withSteroid],
    ['a steroid done that nobody recorded', entry({ step: 'steroid' }), withoutSteroid],
    [
      'no steroid, but triamcinolone in the record',
      entry({ step: 'steroid', state: 'not-done' }),
      withSteroid,
    ],
    [
      'no sedative, but midazolam in the record',
      entry({ step: 'iv-sedative', state: 'not-applicable', at: null }),
      { ...withSteroid, drugs: [...withSteroid.drugs, { role: 'sedative' }] },
    ],
  ])('the step disagrees with the drugs: %s', (_, said, injection) => {
    expect(stepsAgainstDrugs([said], [injection])).toEqual([said.step]);
    expect(codesOf(checkProcedureSteps([said], stepFacts({ injections: [injection] })))).toEqual([
      'procedure.disagrees-with-drugs',
    ]);
  });

  it('agrees with drugs that are written down, on either side of a visit of both', () => {
    expect(stepsAgainstDrugs(everyStep(), [withoutSteroid, withSteroid])).toEqual([]);
  });

  it('a record that does not say whether contrast was used disagrees with neither', () => {
    const silent = { ...withSteroid, contrastUsed: null };
    expect(stepsAgainstDrugs([entry({})], [silent])).toEqual([]);
    expect(stepsAgainstDrugs([entry({ state: 'not-done' })], [silent])).toEqual([]);
  });

  it('a step that belongs to it is never without meaning, and one that does not may be', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...procedureSteps),
        fc.constantFrom(...sedationLevels),
        fc.boolean(),
        (step, sedation, usesXray) => {
          const said = entry({ step, state: 'not-applicable', at: null });
          const { accepted } = checkProcedureSteps([said], stepFacts({ sedation, usesXray }));
          expect(accepted).toBe(!requiredSteps({ sedation, usesXray }).includes(step));
        },
      ),
    );
  });

  it('S13 to S18, in their order: none is lost', () => {
    expect(procedureSteps).toEqual([
      'positioned-prone',
      'iv-sedative',
      'skin-prepared',
      'needle-guided',
      'contrast',
      'local-anaesthetic',
      'steroid',
    ]);
  });

  it('every step is open until somebody says something about it, whatever it is', () => {
    fc.assert(
      fc.property(fc.subarray([...procedureSteps]), fc.constantFrom(...stepStates), (said, state) => {
        const open = openSteps(said.map((step) => entry({ step, state })));
        expect([...open, ...said].toSorted()).toEqual([...procedureSteps].toSorted());
      }),
    );
  });
});

describe('H5: whether the patient was sedated', () => {
  const sedative = { ...withSteroid, drugs: [{ role: 'sedative' }] };
  const notGiven = entry({ step: 'iv-sedative', state: 'not-done', reason: 'Declined' });
  it.each([
    ['planned, and nothing said', 'moderate', [], [], true],
    ['planned, and not given', 'moderate', [notGiven], [], false],
    ['planned, said not given, but in the record', 'moderate', [notGiven], [sedative], true],
    ['not planned', 'none', [], [], false],
    ['not planned, but given all the same', 'none', [entry({ step: 'iv-sedative' })], [], true],
    ['not planned, but in the record', 'none', [], [sedative], true],
  ] as const)('%s', (_, planned, entries, injections, expected) => {
    expect(wasSedated(planned, entries, injections)).toBe(expected);
  });
});

describe('S19: the time in the room', () => {
  it.each([
    ['30 minutes are usual', 30 * minute, { minutes: 30, long: false }],
    ['more than 30 deserves a look', 30 * minute + 1, { minutes: 30, long: true }],
    ['45 deserves a look', 45 * minute, { minutes: 45, long: true }],
  ])('%s', (_, stay, expected) => {
    expect(roomTime(roomOut - stay, roomOut)).toEqual(expected);
  });

  it('is not known while the patient is in the room', () => {
    expect(roomTime(roomOut, null)).toBeNull();
  });
});
