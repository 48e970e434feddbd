import type { PreparationSheetView } from '@lull/contracts';

const both = (en: string, es: string) => ({ en, es });
/** A paper for a patient who speaks Spanish. */
export const givenSheet: PreparationSheetView = {
  sessionId: 'one',
  sessionVersion: 3,
  state: 'booked',
  asked: true,
  patientId: 'kaya',
  patientName: 'Aylin Kaya',
  birthDate: '1961-02-03',
  spokenLanguage: 'es-MX',
  language: 'es',
  clinic: {
    id: 'clinic',
    name: 'Midtown',
    phone: '+15550100',
    outOfHoursText: null,
    timeZone: 'America/New_York',
  },
  startsAt: { at: 0, text: both('Mon 8 Jun 2026, 08:00 EDT', 'lun 8 jun 2026, 08:00 EDT') },
  madeAt: { at: 0, text: both('Fri 5 Jun 2026, 10:00 EDT', 'vie 5 jun 2026, 10:00 EDT') },
  lines: [
    { code: 'arrive-at', group: 'when', at: 0, text: both('Be here at 07:30.', 'Llegue a las 07:30.') },
    { code: 'no-full-meal-after', group: 'food', at: 0, text: both('No full meal.', 'Nada de comida.') },
  ],
  notes: [{ code: 'escort-not-named', text: 'Nobody is settled who takes the patient home.' }],
  texts: { version: '1', author: 'The clinic', effectiveFrom: '2026-01-01' },
  policy: { version: '1', author: 'The clinic', effectiveFrom: '2026-01-01' },
};
