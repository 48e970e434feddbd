/**
 * What the talk before consent covers, for whoever holds it; the form that the patient signs is the clinic's own.
 * In our own words (clinical reference, S1, S3, S7, S22, S26, S31).
 */
export const consentTalk = {
  version: '1',
  author: 'Lull defaults, to be confirmed by a physician of the clinic',
  effectiveFrom: '2026-01-01',
  items: {
    relief: 'Hoped for: less pain in the leg or foot for a while, or less sweating, or more blood flow.',
    inflammation: 'Where a steroid is given: less inflammation round the nerves.',
    diagnosis:
      'Finding the cause: relief speaks for these nerves as the source, no relief for another one. Neither proves it.',
    duration:
      'Relief may last from a few days to several weeks. It differs from person to person, and nobody can promise it.',
    'not-everybody': 'Not everybody has relief. Other treatments may then be needed.',
  },
} as const;
