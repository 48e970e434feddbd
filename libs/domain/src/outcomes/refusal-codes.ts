/**
 * Why an injection or a pain score cannot be recorded as given. A code that begins with `outcomes.record-` or
 * `outcomes.score-` says that the entry itself cannot be true; the others, that it does not fit what stands.
 */
export const outcomesRefusalCodes = [
  'outcomes.side-not-of-series',
  'outcomes.session-not-in-room',
  'outcomes.injection-already-recorded',
  'outcomes.injection-entered-in-error',
  'outcomes.needle-out-in-future',
  'outcomes.needle-out-of-another-injection',
  'outcomes.record-needle-out-missing',
  'outcomes.record-needle-out-unexplained',
  'outcomes.record-needle-times-reversed',
  'outcomes.record-level-missing',
  'outcomes.record-anaesthetic-missing',
  'outcomes.record-not-done-unexplained',
  'outcomes.record-dose-disagrees',
  'outcomes.record-maximum-unexplained',
  'outcomes.record-temperature-twice',
  'outcomes.record-complication-unknown',
  'outcomes.record-complication-in-future',
  'outcomes.score-needs-instant',
  'outcomes.score-needs-one-time',
  'outcomes.score-in-future',
  'outcomes.score-value-missing',
  'outcomes.score-value-not-expected',
  'outcomes.score-value-out-of-range',
  'outcomes.score-side-missing',
  'outcomes.score-side-not-of-series',
  'outcomes.score-too-old',
  'outcomes.score-question-not-open',
  'outcomes.score-return-contradicts',
  'outcomes.score-instrument-unknown',
  'outcomes.score-items-differ',
  'outcomes.score-answer-out-of-range',
  'outcomes.score-too-few-answers',
  'outcomes.diary-answered-already',
  'outcomes.diary-without-open-series',
] as const;

/** What deserves a look, though the record stands. */
export const outcomesAdvisoryCodes = [
  'outcomes.needle-out-outside-stay',
  'outcomes.anaesthetic-over-maximum',
  'outcomes.anaesthetic-total-unknown',
  'outcomes.steroid-within-interval',
  'outcomes.temperature-not-recorded',
  'outcomes.radiation-above-level',
] as const;
export type OutcomesAdvisoryCode = (typeof outcomesAdvisoryCodes)[number];
