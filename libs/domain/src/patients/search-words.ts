/** Letters that stand for themselves and lose nothing when their accents are taken away. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
};

/**
 * PAT-08: the words by which a name is found: lower case, without accents, apostrophes dropped and every
 * other sign a gap, so that "nunez" finds Nuñez, "oneil" O'Neil and "berg" Van der Berg.
 */
export function searchWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’ʼ`´]/gu, '')
    .replace(/[ßæœøłđðþħıŋ]/g, (letter) => letters[letter] ?? letter)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** What is stored of a name to find and to sort it by: family name first, words with one gap between them. */
export function searchName(familyName: string, givenName: string): string {
  return searchWords(`${familyName} ${givenName}`).join(' ');
}

/** What is stored of an MRN to find it by: one word, whatever signs are written between its parts. */
export function searchNumber(mrn: string): string {
  return searchWords(mrn).join('');
}
