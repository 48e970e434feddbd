/** The kinds of resources in sentences. */
export const kindWords: Readonly<Record<string, readonly [one: string, many: string]>> = {
  patient: ['patient', 'patients'],
  physician: ['physician', 'physicians'],
  room: ['room', 'rooms'],
  'c-arm': ['C-arm', 'C-arms'],
  'sedation-nurse': ['sedation nurse', 'sedation nurses'],
  nurse: ['nurse', 'nurses'],
  'recovery-bay': ['recovery bay', 'recovery bays'],
};
