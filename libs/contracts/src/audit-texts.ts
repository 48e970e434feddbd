export const auditFaults = [
  'edited',
  'inserted',
  'deleted',
  'rewritten',
  'head-missing',
  'unlisted',
] as const;
export type AuditFault = (typeof auditFaults)[number];

/** What is wrong with the first broken row, as the second half of "Event 57 ...". A missing text is a compile error. */
export const auditFaultTexts: Readonly<Record<AuditFault, string>> = {
  edited: 'does not have the content that was sealed',
  inserted: 'was put in later: the trail goes past it',
  deleted: 'is missing',
  rewritten: 'was replaced: what follows was sealed upon another event',
  'head-missing': 'cannot be judged: the end of the trail is not known',
  unlisted: 'is not found by one of its patients',
};
