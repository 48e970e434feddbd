/** `call-patient` as one reads it: Call patient. The kinds are the domain's. */
export function taskWord(kind: string): string {
  const plain = kind.replaceAll('-', ' ');
  return plain.slice(0, 1).toUpperCase() + plain.slice(1);
}
