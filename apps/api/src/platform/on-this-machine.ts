/** Host names that lead to no other machine. */
export const onThisMachine: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);
