import type { ParticularsView } from '@lull/contracts';
import { dateTimeText } from '../../ui/clock.js';

/** What each particular is called, on the form and in the history. */
export const particularWords: Readonly<Record<keyof ParticularsView, string>> = {
  name: 'Name',
  phone: 'Telephone',
  prescriber: 'Prescriber',
  decision: 'Decision',
  lastDoseAt: 'Last dose that the decision counts on',
  restartAt: 'Next dose, as the prescriber said',
  saidBack: 'Said back in the patient’s own words',
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
export function particularsText(particulars: ParticularsView, zone: string): string {
  return Object.entries(particulars)
    .filter(([name]) => name in particularWords && name !== 'lastIntakes')
    .map(
      ([name, value]) =>
        `${particularWords[name as keyof ParticularsView]}: ${name.endsWith('At') && typeof value === 'string' ? dateTimeText(Date.parse(value), zone) : spoken(value)}`,
    )
    .join(', ');
}

function spoken(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'none';
}
