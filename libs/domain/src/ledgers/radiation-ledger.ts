import { radiationLevels } from '../outcomes/check-injection.js';

/** Units in which devices tell a kerma-area product; kept are Gy cm2. Their factor is a power of ten. */
const powerOfTen = { Gycm2: 0, dGycm2: -1, Gym2: 4 } as const;
export type KermaAreaUnit = keyof typeof powerOfTen;
export const kermaAreaUnits = Object.keys(powerOfTen) as readonly KermaAreaUnit[];

/**
 * LEDGER-07: a kerma-area product in Gy cm2, whatever unit the device told it in. The decimal point moves, nothing is multiplied: 0.000118 Gy m2
 * are exactly 1.18 Gy cm2 (hazards H12 and H25). Source: clinical reference 3.8.
 */
export function kermaAreaGycm2(value: number, unit: KermaAreaUnit): number {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + powerOfTen[unit]}`);
}

/** From which amounts on radiation deserves a look. */
export interface RadiationPolicy {
  readonly version: string;
  readonly author: string;
  readonly effectiveFrom: string;
  /** Of one injection. */
  readonly injection: { readonly fluoroSeconds: number; readonly kermaAreaGycm2: number };
  /** Of a series or a patient: the skin is looked at afterwards. */
  readonly followUp: Readonly<Record<RadiationQuantity, number>>;
}

export const radiationQuantities = ['fluoroSeconds', 'airKermaMgy', 'kermaAreaGycm2'] as const;
export type RadiationQuantity = (typeof radiationQuantities)[number];

/** Clinical reference 3.8: 120 s and 10 Gy cm2 of one injection are a definition; 60 min, 5 Gy and 500 Gy cm2 general knowledge. */
export const radiationPolicy: RadiationPolicy = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2024-01-01',
  injection: { fluoroSeconds: radiationLevels.fluoroSeconds, kermaAreaGycm2: radiationLevels.kermaAreaGycm2 },
  followUp: { fluoroSeconds: 3600, airKermaMgy: 5000, kermaAreaGycm2: 500 },
};

/** What one injection was exposed to; null: not recorded. */
export type Radiation = Readonly<Record<RadiationQuantity, number | null>>;

export interface RadiationTotal {
  /** Of the injections that have it recorded; null: none has. */
  readonly total: number | null;
  readonly recorded: number;
  /** At or above the level at which the skin is followed up. */
  readonly followUp: boolean;
}

export interface RadiationTotals extends Readonly<Record<RadiationQuantity, RadiationTotal>> {
  readonly injections: number;
  /** Of these, how many were above the level of one injection. */
  readonly aboveLevel: number;
}

/** Radiation is told to the millionth at most; sums of decimals are sums of these. */
const PLACES = 1_000_000;

/**
 * LEDGER-08: the radiation of several injections added up, each quantity with the number of injections that it is known
 * of: what nobody recorded is missing and not zero (hazard H12). Source: clinical reference 3.8.
 */
export function radiationTotals(
  injections: readonly Radiation[],
  policy: RadiationPolicy = radiationPolicy,
): RadiationTotals {
  const totalOf = (quantity: RadiationQuantity): RadiationTotal => {
    const known = injections.map((each) => each[quantity]).filter((each) => each !== null);
    const total = known.reduce((sum, each) => sum + Math.round(each * PLACES), 0) / PLACES;
    return {
      total: known.length === 0 ? null : total,
      recorded: known.length,
      followUp: known.length > 0 && total >= policy.followUp[quantity],
    };
  };
  return {
    injections: injections.length,
    aboveLevel: injections.filter((each) => isAboveLevel(each, policy)).length,
    fluoroSeconds: totalOf('fluoroSeconds'),
    airKermaMgy: totalOf('airKermaMgy'),
    kermaAreaGycm2: totalOf('kermaAreaGycm2'),
  };
}

export function isAboveLevel(each: Radiation, { injection }: RadiationPolicy = radiationPolicy): boolean {
  return (
    (each.fluoroSeconds ?? 0) > injection.fluoroSeconds ||
    (each.kermaAreaGycm2 ?? 0) > injection.kermaAreaGycm2
  );
}
