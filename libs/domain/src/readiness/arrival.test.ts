import { describe, expect, it } from 'vitest';
import {
  arrivalFindings,
  arrivalPolicy,
  checkArrival,
  lastIntakesOf,
  type ArrivalAnswers,
  type ArrivalFacts,
  type ArrivalVisit,
} from './arrival.js';
import { fastingCutOffs } from './fasting.js';
import { policyOn } from './readiness-policy.js';

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 23, 14);
const now = start - hour;

const answers: ArrivalAnswers = {
  nameAgrees: true,
  birthDateSaid: '1961-04-05',
  toldApartBy: null,
  sideSaid: 'left',
  fullMeal: { said: 'none-since', at: start - 14 * hour },
  lightMeal: { said: 'at', at: start - 8 * hour },
  clearLiquids: { said: 'at', at: start - 3 * hour },
  analgesic: { said: 'none-since', at: start - 48 * hour },
  anticoagulantDose: null,
  escortPresent: true,
  escortName: 'Ana Roe',
  newDrugs: false,
  infectionSigns: false,
};
const facts: ArrivalFacts = { now, sessionState: 'arrived', birthDate: '1961-04-05', namesakes: 0 };

const policy = policyOn('2026-11-23');
const visit: ArrivalVisit = {
  orderSide: 'left',
  sedation: 'moderate',
  diagnostic: true,
  anticoagulant: { taken: false, lastDoseAt: null },
  start,
  askedAt: now,
  fasting: fastingCutOffs({ start, arriveAt: now, sedation: 'moderate' }, policy.fasting),
  policy,
};
const unsedated: Partial<ArrivalVisit> = { sedation: 'none', fasting: [], diagnostic: false };

describe('DAY-02 to DAY-04: what is asked on arrival is written down', () => {
  const against = (changes: Partial<ArrivalAnswers>, given: Partial<ArrivalFacts>) => {
    const decision = checkArrival({ ...answers, ...changes }, { ...facts, ...given });
    return decision.accepted ? [] : decision.refusals.map(({ code }) => code);
  };

  it.each<[string, Partial<ArrivalAnswers>, Partial<ArrivalFacts>, readonly string[]]>([
    ['when two identifiers agree', {}, {}, []],
    ['H2: not for another name', { nameAgrees: false }, {}, ['arrival.name-disagrees']],
    ['H2: not for another birth date', { birthDateSaid: '1961-05-04' }, {}, ['arrival.birth-date-disagrees']],
    ['H2: not while a namesake is not told apart', {}, { namesakes: 1 }, ['arrival.namesake-not-told-apart']],
    ['H2: once a third thing told the namesake apart', { toldApartBy: 'mrn' }, { namesakes: 1 }, []],
    ['H1: with another side than ordered: it is what the patient says', { sideSaid: 'right' }, {}, []],
    ['before the patient is here: not', {}, { sessionState: 'booked' }, ['arrival.patient-not-there']],
    ['after the room: not', {}, { sessionState: 'recovering' }, ['arrival.patient-not-there']],
    [
      'H3: not with a meal of the future',
      { lightMeal: { said: 'at', at: now + 1 } },
      {},
      ['arrival.answer-in-future'],
    ],
    [
      'H3: not with a meal of another year, which would let the fast seem kept',
      { fullMeal: { said: 'at', at: now - 365 * 24 * hour } },
      {},
      ['arrival.answer-too-long-ago'],
    ],
    [
      'H3: with a meal as long ago as can be',
      { fullMeal: { said: 'at', at: now - arrivalPolicy.longestWithoutIntakeMinutes * 60_000 } },
      {},
      [],
    ],
    ['an analgesic of last month is an answer', { analgesic: { said: 'at', at: now - 720 * hour } }, {}, []],
    ['H5: not with an escort who has no name', { escortName: ' ' }, {}, ['arrival.answer-escort-unnamed']],
    ['H5: without an escort, who has no name then', { escortPresent: false, escortName: null }, {}, []],
    [
      'with everything that is wrong at once',
      { nameAgrees: false, birthDateSaid: '2001-01-01', escortName: null },
      { namesakes: 2, sessionState: 'discharged' },
      [
        'arrival.patient-not-there',
        'arrival.name-disagrees',
        'arrival.birth-date-disagrees',
        'arrival.namesake-not-told-apart',
        'arrival.answer-escort-unnamed',
      ],
    ],
  ])('%s', (_story, changes, given, codes) => {
    expect(against(changes, given)).toEqual(codes);
  });
});

describe('DAY-05, H3: what was last taken', () => {
  it('is the latest instant at which it can have been, and of any meal the later one', () => {
    expect(lastIntakesOf(answers)).toEqual({
      'full-meal': start - 14 * hour,
      'light-meal': start - 8 * hour,
      'clear-liquids': start - 3 * hour,
      'solid-food': start - 8 * hour,
    });
  });

  it('is not known where nobody asked, and of any meal only when both were asked', () => {
    expect(lastIntakesOf({ ...answers, lightMeal: null, clearLiquids: null })).toEqual({
      'full-meal': start - 14 * hour,
    });
  });
});

describe('DAY-06: what the answers mean', () => {
  it.each<[string, Partial<ArrivalAnswers>, Partial<ArrivalVisit>, readonly string[]]>([
    ['nothing, when all is as it should be', {}, {}, []],
    ['H1: the patient says another side', { sideSaid: 'right' }, {}, ['stop side-disagrees']],
    [
      'H1: the patient says one side of two',
      { sideSaid: 'left' },
      { orderSide: 'both' },
      ['stop side-disagrees'],
    ],
    ['H7: a new drug', { newDrugs: true }, {}, ['stop drugs-changed']],
    ['H7: nobody asked about drugs', { newDrugs: null }, {}, ['ask drugs-not-asked']],
    ['signs of infection', { infectionSigns: true }, {}, ['stop infection-signs']],
    ['nobody asked about infection', { infectionSigns: null }, {}, ['ask infection-not-asked']],
    ['H5: sedated without an escort', { escortPresent: false }, {}, ['stop escort-absent']],
    ['H5: sedated, nobody asked for the escort', { escortPresent: null }, {}, ['ask escort-not-asked']],
    ['H5: unsedated without an escort: nothing', { escortPresent: false }, unsedated, []],
    [
      'H3: sedated, a light meal five hours before',
      { lightMeal: { said: 'at', at: start - 5 * hour } },
      {},
      ['stop not-fasted'],
    ],
    [
      'H3: sedated, none since an hour before says nothing of the hours before that',
      { clearLiquids: { said: 'none-since', at: start - hour } },
      {},
      ['stop not-fasted'],
    ],
    ['H3: sedated, nobody asked about drinks', { clearLiquids: null }, {}, ['ask last-intake-not-asked']],
    ['H3: unsedated, nobody asked: nothing', { fullMeal: null, clearLiquids: null }, unsedated, []],
    [
      'diagnostic, an analgesic two hours ago',
      { analgesic: { said: 'at', at: now - 2 * hour } },
      {},
      ['stop analgesic-too-recent'],
    ],
    ['diagnostic, nobody asked', { analgesic: null }, {}, ['ask analgesic-not-asked']],
    [
      'therapeutic, an analgesic two hours ago: nothing',
      { analgesic: { said: 'at', at: now - 2 * hour } },
      { diagnostic: false },
      [],
    ],
  ])('%s', (_story, changes, given, expected) => {
    const findings = arrivalFindings({ ...answers, ...changes }, { ...visit, ...given });
    expect(findings.map(({ code, weight }) => `${weight} ${code}`)).toEqual(expected);
  });

  it('H3: says from when on a start would keep the fast', () => {
    const ate = { ...answers, lightMeal: { said: 'at' as const, at: start - 5 * hour } };
    expect(arrivalFindings(ate, visit)).toEqual([
      { code: 'not-fasted', weight: 'stop', startFrom: start + hour },
    ]);
  });
});

describe('DAY-06, H7: the last dose of an anticoagulant', () => {
  const lastDoseAt = start - 72 * hour;
  const found = (dose: ArrivalAnswers['anticoagulantDose'], recorded: number | null = lastDoseAt) =>
    arrivalFindings(
      { ...answers, anticoagulantDose: dose },
      { ...visit, anticoagulant: { taken: true, lastDoseAt: recorded } },
    ).map(({ code, weight }) => `${code} ${weight}`);

  it.each<[string, ArrivalAnswers['anticoagulantDose'], number | null, readonly string[]]>([
    ['H7: that nobody asked about is asked', null, lastDoseAt, ['anticoagulant-dose-not-asked ask']],
    [
      'H7: after the one that the decision counts on stops',
      { said: 'at', at: start - 48 * hour },
      lastDoseAt,
      ['anticoagulant-taken-since stop'],
    ],
    ['told an hour differently is the same one', { said: 'at', at: lastDoseAt + hour }, lastDoseAt, []],
    ['that was not taken since is none since', { said: 'none-since', at: start - 48 * hour }, lastDoseAt, []],
    ['with none recorded has nothing to be held against', { said: 'at', at: now }, null, []],
  ])('%s', (_story, dose, recorded, codes) => expect(found(dose, recorded)).toEqual(codes));
});
