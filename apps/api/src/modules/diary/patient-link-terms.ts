/** How far a patient's link reaches (trust.md 3.6). */
export const patientLinkTerms = {
  /** Or until the patient has no open series any more, whichever comes first. */
  days: 30,
  accessMinutes: 30,
  /** The last of so many wrong birth dates revokes the link. */
  wrongBirthDates: 5,
  /** No refusal is answered sooner: whether a row was written, which waits for the disk, cannot be told from its time. */
  refusedAfterMs: 100,
} as const;
