import type { DrugRole, InjectionView } from '@lull/contracts';
import { complicationTiming, minuteMs, type ComplicationTiming } from '@lull/domain';

type Drug = InjectionView['drugs'][number];

/** `bupivacaine 0.25 % 12 mL`, `triamcinolone 40 mg`: amounts that were not recorded are left out, never filled in. */
export function drugText({ drug, concentrationPercent, volumeMl, doseMg }: Drug): string {
  const amounts = [
    concentrationPercent === null ? null : `${concentrationPercent} %`,
    volumeMl === null ? null : `${volumeMl} mL`,
    doseMg === null || (concentrationPercent !== null && volumeMl !== null) ? null : `${doseMg} mg`,
  ];
  return [drug, ...amounts.filter((amount) => amount !== null)].join(' ');
}

/** What was given and where, in a line. */
export function injectionLabel({ levels, drugs }: Pick<InjectionView, 'levels' | 'drugs'>): string {
  const given = drugs.filter(({ role }) => role === 'local-anaesthetic' || role === 'steroid').map(drugText);
  const where = levels.length === 0 ? 'level not recorded' : levels.join(', ');
  return `${where}; ${given.length === 0 ? 'drugs not recorded' : given.join(' + ')}`;
}

export const drugRoleWords: Readonly<Record<DrugRole, string>> = {
  'local-anaesthetic': 'local anaesthetic',
  steroid: 'steroid',
  contrast: 'contrast agent',
  sedative: 'sedative',
  reversal: 'reversal',
  other: 'other drug',
};

export function drugRoleTitle(role: DrugRole): string {
  const word = drugRoleWords[role];
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** `weakness-injected-side` as one reads it; the codes are the catalogue's. */
export function complicationWord(code: string): string {
  return complicationWords[code] ?? code.replaceAll('-', ' ');
}

const complicationWords: Readonly<Record<string, string>> = {
  'weakness-injected-side': 'leg weakness, injected side',
  'temporary-numbness': 'temporary numbness',
  'intravascular-injection': 'injection into a blood vessel',
  'lymphatic-injection': 'injection into a lymph node',
  'horner-syndrome': 'Horner’s syndrome',
  'ejaculation-failure': 'failed ejaculation',
  'raised-glucose': 'raised glucose',
  'sedation-desaturation': 'sedation: SpO₂ below 90 %',
  'sedation-apnoea': 'sedation: apnoea',
  'sedation-airway': 'sedation: unplanned airway',
  'sedation-reversal': 'sedation: reversal needed',
};

export const tierWords: Readonly<Record<string, string>> = {
  common: 'Common',
  'less-common': 'Less common',
  'very-rare': 'Very rare: goes to a clinician',
  clinic: 'Added by the clinic',
};

const timingWords: Readonly<Record<ComplicationTiming, string>> = {
  immediate: 'immediate',
  early: 'early',
  late: 'late',
  'after-follow-up': 'after 30 days',
};

/** `early`: when a complication began, by its time after the needle came out (COM-03); null while that is not known. */
export function timingWord(needleOutAt: number | null, onsetAt: number | null): string | null {
  if (needleOutAt === null || onsetAt === null) return null;
  return timingWords[complicationTiming((onsetAt - needleOutAt) / minuteMs)];
}
