import type { InjectionView } from '@lull/contracts';
import { firstInjectionAt, injectionOf } from './target.builder.js';

/** Everything that a record can hold. */
export const fullInjection: InjectionView = {
  ...injectionOf(0, firstInjectionAt + 30_250),
  levels: ['L2', 'L4'],
  needleInAt: firstInjectionAt - 9 * 60_000 + 500,
  needleOutReason: 'Recorded after the patient had left',
  contrastUsed: true,
  fluoroSeconds: 47,
  airKermaMgy: 3.125,
  kermaAreaGycm2: 0.875,
  note: 'Good spread along the anterolateral border.',
  drugs: [
    { role: 'local-anaesthetic', drug: 'lidocaine', concentrationPercent: 1, volumeMl: 3, doseMg: 30 },
    {
      role: 'local-anaesthetic',
      drug: 'levobupivacaine',
      concentrationPercent: 0.125,
      volumeMl: 12.5,
      doseMg: null,
    },
    { role: 'steroid', drug: 'triamcinolone', concentrationPercent: null, volumeMl: 1, doseMg: 40 },
    { role: 'contrast', drug: 'iohexol 240', concentrationPercent: null, volumeMl: 2.25, doseMg: null },
    { role: 'sedative', drug: 'midazolam', concentrationPercent: null, volumeMl: null, doseMg: 2.5 },
    { role: 'reversal', drug: 'flumazenil', concentrationPercent: null, volumeMl: null, doseMg: 0.125 },
    { role: 'other', drug: 'sodium chloride', concentrationPercent: 0.9, volumeMl: 100, doseMg: null },
  ],
  temperatures: (['left', 'right'] as const).flatMap((foot) =>
    [0, 5, 10, 15, 20, 45].map((minute) => ({ foot, minute, celsius: 27.5 + minute / 10 })),
  ),
  complications: [
    {
      code: 'soreness',
      tier: 'common',
      grade: 1,
      causality: 'certain',
      onsetAt: firstInjectionAt + 3_600_000,
      note: 'at the site',
    },
    {
      code: 'dizziness',
      tier: 'less-common',
      grade: 2,
      causality: 'possible',
      onsetAt: firstInjectionAt + 90_125,
      note: 'on sitting up',
    },
    { code: 'headache', tier: 'less-common', grade: null, causality: null, onsetAt: null, note: null },
  ],
};

/** What a record says of the injection: what a correction that changes nothing has to send again. */
export function factsOf(view: InjectionView) {
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const { levels, contrastUsed, fluoroSeconds, airKermaMgy, kermaAreaGycm2, note, drugs, temperatures } =
    view;
  return {
    side: view.side,
    status: view.status,
    ...(view.statusReason !== null && { statusReason: view.statusReason }),
    levels,
    needleInAt: iso(view.needleInAt),
    needleOutAt: iso(view.needleOutAt),
    needleOutReason: view.needleOutReason,
    contrastUsed,
    fluoroSeconds,
    airKermaMgy,
    kermaAreaGycm2,
    note,
    drugs,
    temperatures,
    complications: view.complications.map(({ code, grade, causality, onsetAt, note: remark }) => ({
      code,
      grade,
      causality,
      onsetAt: iso(onsetAt),
      note: remark,
    })),
  };
}
