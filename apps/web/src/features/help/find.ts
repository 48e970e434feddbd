/** Whether every word that is looked for begins a word of the text; nothing looked for fits everything. */
export function fits(text: string, looked: string): boolean {
  const said = wordsOf(text);
  return wordsOf(looked).every((word) => said.some((each) => each.startsWith(word)));
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
