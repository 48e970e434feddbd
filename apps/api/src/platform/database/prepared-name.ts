/** Each connection keeps what it prepared, so a process that makes up statements without end must not fill the server. */
const most = 1_000;
const names = new Map<string, string>();

/** The name under which connections prepare a statement; undefined once there are too many. */
export function preparedName(statement: string): string | undefined {
  const known = names.get(statement);
  if (known !== undefined || names.size >= most) return known;
  const name = `lull_${names.size + 1}`;
  names.set(statement, name);
  return name;
}
