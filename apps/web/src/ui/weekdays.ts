/** Monday first, as the clinic's week begins: weekday 1 is the first. */
export const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
