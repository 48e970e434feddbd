import { describe, expect, it } from 'vitest';
import { predictNextLapse } from './predict-lapse.js';
import { syntheticClinic, type SyntheticClinic } from './relief-model.builder.js';
import { reliefModelPolicy } from './relief-model-policy.js';
import { reliefModel, type ReliefModel } from './relief-model.js';

const drawn: SyntheticClinic = {
  patients: 12,
  injectionsEach: 3,
  tau: 0.7,
  sigma: 0.6,
  timeRatio: 1.15,
  lookEvery: null,
};

/** The durations are drawn from the model as it is, those of less than two days among them. */
const anyRelief = { ...reliefModelPolicy, model: { ...reliefModelPolicy.model, sustainedFromDays: 0 } };

interface Covered {
  readonly within50: number;
  readonly within80: number;
}

/** The share of third injections of ten further patients, of whom two are known, that end within the ranges. */
function coveredIn(clinics: number, patients: number, model: (fitted: ReliefModel) => ReliefModel): Covered {
  const hits = Array.from({ length: clinics }, (_, seed) => {
    const book = syntheticClinic({ ...drawn, patients: patients + 10 }, seed + 1);
    const further = new Set(Array.from({ length: 10 }, (__, index) => `P${patients + index}`));
    const fitted = model(
      reliefModel(
        book.filter(({ patient }) => !further.has(patient)),
        anyRelief,
      ),
    );
    if (fitted.basis === 'prior') return [];
    return [...further].map((patient) => {
      const [first, second, third] = book.filter((lapse) => lapse.patient === patient);
      if (first === undefined || second === undefined || third === undefined)
        throw new Error('Three injections each.');
      const { within50, within80 } = predictNextLapse(fitted, [first, second], { ordinal: 3 });
      const within = ({ fromDay, toDay }: typeof within50): boolean =>
        fromDay <= third.lower && third.lower <= toDay;
      return [within(within50), within(within80)] as const;
    });
  }).flat();
  const share = (index: 0 | 1): number => hits.filter((hit) => hit[index]).length / hits.length;
  return { within50: share(0), within80: share(1) };
}

describe('STAT-37: how often the predicted ranges hold what comes', () => {
  const pluggedIn = (model: ReliefModel): ReliefModel => ({ ...model, uncertainty: null });
  const asShipped = (model: ReliefModel): ReliefModel => model;

  it.for([8, 12, 40])(
    'about one in two and four in five, in clinics of %i patients',
    async (patients, { annotate }) => {
      const { within50, within80 } = coveredIn(120, patients, asShipped);
      await annotate(`${within50.toFixed(3)} within the half, ${within80.toFixed(3)} within four fifths`);
      expect(within50).toBeGreaterThan(0.46);
      expect(within50).toBeLessThan(0.54);
      expect(within80).toBeGreaterThan(0.76);
      expect(within80).toBeLessThan(0.84);
    },
  );

  it('less often where the estimates of a small clinic are taken for the truth', async ({ annotate }) => {
    const { within50, within80 } = coveredIn(120, 12, pluggedIn);
    const shipped = coveredIn(120, 12, asShipped);
    await annotate(`${within50.toFixed(3)} within the half, ${within80.toFixed(3)} within four fifths`);
    expect(shipped.within80 - within80).toBeGreaterThan(0.02);
    expect(shipped.within50 - within50).toBeGreaterThan(0.02);
  });

  it('adds nothing to a prior, which is an assumption and says so', () => {
    const prior = reliefModel([]);
    expect(prior.uncertainty).toBeNull();
    expect(predictNextLapse(prior, [], { ordinal: 1 }).logSd).toBeCloseTo(Math.hypot(0.7, 0.6), 12);
  });

  it('adds less, the more patients there are', () => {
    const added = [10, 40, 160].map((patients) => {
      const model = reliefModel(syntheticClinic({ ...drawn, patients }, 3));
      const plug = predictNextLapse(pluggedIn(model), [], { ordinal: 2 }).logSd;
      return predictNextLapse(model, [], { ordinal: 2 }).logSd / plug - 1;
    });
    expect(added).toEqual(added.toSorted((a, b) => b - a));
    expect(added.at(-1)).toBeGreaterThan(0);
    expect(added.at(-1)).toBeLessThan(0.01);
  });

  it('moves no median: it only says how sure it is', () => {
    const model = reliefModel(syntheticClinic(drawn, 4));
    const own = [{ ordinal: 1, lower: 5, upper: 7 }];
    expect(predictNextLapse(model, own, { ordinal: 2 }).medianDays).toBeCloseTo(
      predictNextLapse(pluggedIn(model), own, { ordinal: 2 }).medianDays,
      10,
    );
  });
});
