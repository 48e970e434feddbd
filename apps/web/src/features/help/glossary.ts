import written from '../../../../../docs/glossary.md?raw';

export interface GlossaryWord {
  readonly word: string;
  readonly meaning: string;
}

/** The words of docs/glossary.md, by the alphabet: one source for the documents and for the help. */
export const glossary: readonly GlossaryWord[] = wordsIn(written);

/** The rows of its table: the first cell is the word, the second what it means; what is only for programmers is left out. */
export function wordsIn(page: string): GlossaryWord[] {
  return page
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .flatMap((line) => {
      const [, word = '', meaning = ''] = line.split('|').map((cell) => plain(cell.trim()));
      return word === '' || meaning === '' ? [] : [{ word, meaning }];
    })
    .toSorted((a, b) => a.word.localeCompare(b.word, 'en'));
}

/** Without the marks of Markdown. */
function plain(text: string): string {
  return text.replaceAll(/[`*]|\b_|_\b/g, '');
}
