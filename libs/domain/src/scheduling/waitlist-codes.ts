/** Why somebody on the waitlist does not get a freed time, or why an entry or an offer cannot be made. */
export const waitlistRefusalCodes = [
  'waitlist.outside-wished-days',
  'waitlist.weekday-not-wished',
  'waitlist.half-of-day-not-wished',
  'waitlist.physician-not-wished',
  'waitlist.notice-too-short',
  'waitlist.fasting-too-late',
  'waitlist.escort-not-obtainable',
  'waitlist.anticoagulant-undecided',
  'waitlist.infection',
  'waitlist.not-authorised',
  'waitlist.waits-already',
  'waitlist.entry-over',
  'waitlist.window-backward',
  'waitlist.offer-stands',
  'waitlist.time-over',
  'waitlist.nobody-fits',
] as const;

/** What is asked on the telephone before the time is given. */
export const waitlistAdvisoryCodes = [
  'waitlist.ask-anticoagulant',
  'waitlist.ask-authorisation',
  'waitlist.arrange-escort',
  'waitlist.tell-fasting',
] as const;
