import type { DrugRequest, DrugRole, InjectionView } from '@lull/contracts';
import type { DrugGiven } from '@lull/domain';
import { amount, type Typed } from './typed.js';

/** One drug while it is being written down: a row of the list. */
export interface DrugDraft {
  /** Tells the rows apart while they come and go. */
  readonly key: number;
  readonly role: DrugRole;
  readonly drug: string;
  readonly concentrationPercent: Typed;
  readonly volumeMl: Typed;
  readonly doseMg: Typed;
}

/** As many as a request takes. */
export const mostDrugs = 10;

/** Every record asks for these two; the anaesthetic is required, the rest is what was given. */
export function firstDrugs(sedated: boolean): readonly DrugDraft[] {
  const roles: readonly DrugRole[] = [
    'local-anaesthetic',
    'steroid',
    ...(sedated ? (['sedative'] as const) : []),
  ];
  return roles.reduce<readonly DrugDraft[]>(withDrug, []);
}

/** A further row, below those of its role. */
export function withDrug(rows: readonly DrugDraft[], role: DrugRole): readonly DrugDraft[] {
  const key = Math.max(0, ...rows.map((row) => row.key)) + 1;
  const last = rows.findLastIndex((row) => row.role === role);
  return rows.toSpliced(last === -1 ? rows.length : last + 1, 0, {
    key,
    role,
    drug: '',
    concentrationPercent: '',
    volumeMl: '',
    doseMg: '',
  });
}

export function drugDrafts(drugs: InjectionView['drugs']): readonly DrugDraft[] {
  return drugs.map(({ role, drug, concentrationPercent, volumeMl, doseMg }, index) => ({
    key: index + 1,
    role,
    drug,
    concentrationPercent: concentrationPercent ?? '',
    volumeMl: volumeMl ?? '',
    doseMg: doseMg ?? '',
  }));
}

/** Nothing is written in it: such a row is no drug given. */
export function isBlankDrug({ drug, concentrationPercent, volumeMl, doseMg }: DrugDraft): boolean {
  return [drug.trim(), concentrationPercent, volumeMl, doseMg].every((part) => part === '');
}

/** What is written down; a drug that has no name yet is none to be added up. */
export function drugsGiven(rows: readonly DrugDraft[]): DrugGiven[] {
  return amountsOf(rows.filter(({ drug }) => drug.trim() !== ''));
}

export function drugRequests(rows: readonly DrugDraft[]): DrugRequest[] {
  return amountsOf(rows);
}

function amountsOf(rows: readonly DrugDraft[]): DrugGiven[] & DrugRequest[] {
  return given(rows).map(({ role, drug, concentrationPercent, volumeMl, doseMg }) => ({
    role,
    drug: drug.trim(),
    concentrationPercent: amount(concentrationPercent),
    volumeMl: amount(volumeMl),
    doseMg: amount(doseMg),
  }));
}

/** The row's name among the fields: its place in the request, so that a refusal of the server finds it. */
export function drugField(rows: readonly DrugDraft[], row: DrugDraft): string {
  const place = given(rows).indexOf(row);
  return `drugs.${place === -1 ? `blank-${row.key}` : place}`;
}

function given(rows: readonly DrugDraft[]): readonly DrugDraft[] {
  return rows.filter((row) => !isBlankDrug(row));
}
