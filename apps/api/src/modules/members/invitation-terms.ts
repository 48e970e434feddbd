/** So long links to people who are not signed in open. */
export const invitationTerms = { days: 7 } as const;
export const passwordResetTerms = { minutes: 30 } as const;
