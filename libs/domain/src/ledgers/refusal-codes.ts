/** Why a session or an entry does not fit what adds up over many sessions. `ledger.entry-` says that the entry itself cannot be true. */
export const ledgerRefusalCodes = [
  'ledger.authorisation-used-up',
  'ledger.authorisation-not-for-this',
  'ledger.payer-interval-too-short',
  'ledger.payer-series-maximum',
  'ledger.payer-year-maximum',
  'ledger.steroid-too-soon',
  'ledger.steroid-over-limit',
  'ledger.entry-side-disagrees',
  'ledger.entry-codes-disagree',
  'ledger.entry-validity-reversed',
  'ledger.entry-in-future',
  'ledger.entry-withdrawn-already',
] as const;
export type LedgerRefusalCode = (typeof ledgerRefusalCodes)[number];

/** What deserves a look, though the session may stand. */
export const ledgerAdvisoryCodes = [
  'ledger.authorisation-last-unit',
  'ledger.authorisation-asked-for',
  'ledger.payer-unknown',
  'ledger.payer-asks-for-relief',
  'ledger.steroid-too-soon-to-repeat',
  'ledger.steroid-limit-passed',
  'ledger.steroid-review-due',
  'ledger.steroid-not-all-known',
] as const;
export type LedgerAdvisoryCode = (typeof ledgerAdvisoryCodes)[number];
