/** What the process was told from outside cannot be; the message says what to set. */
export class ConfigProblem extends Error {}
