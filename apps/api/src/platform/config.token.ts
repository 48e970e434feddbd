/** The injection token of the process's configuration. */
export const CONFIG = Symbol('config');
