import type { ParticularsView } from '@lull/contracts';

/** What each particular is called, on the form and in the history. */
export const particularWords: Readonly<Record<keyof ParticularsView, string>> = {
  name: 'Name',
  phone: 'Telephone',
  prescriber: 'Prescriber',
  decision: 'Decision',
  side: 'Side on the signed form',
  formVersion: 'Version of the form',
  reviewer: 'Reviewed by',
  physician: 'Signed by',
  inr: 'INR',
  asaClass: 'ASA class',
  airwayAssessed: 'Airway assessed',
  approvedByPhysician: 'Approved by the physician',
  score: 'Pain now, 0 to 10',
  analgesicAt: 'Last analgesic',
  lastIntakes: 'Last eaten and drunk',
  note: 'Note',
};

/** `Name: Sam Lee, Telephone: +1 555 ...` */
export function particularsText(particulars: ParticularsView): string {
  return Object.entries(particulars)
    .filter(([name]) => name in particularWords && name !== 'lastIntakes')
    .map(([name, value]) => `${particularWords[name as keyof ParticularsView]}: ${spoken(value)}`)
    .join(', ');
}

function spoken(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'none';
}
