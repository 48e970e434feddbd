import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPatientSearch, unclearDateIn } from './patient-search.js';
import { searchName, searchNumber, searchWords } from './search-words.js';

describe('the words of a name (PAT-08)', () => {
  it.each([
    ['accents fall away', 'Nuñez José', ['nunez', 'jose']],
    ['apostrophes join', "O'Neil D’Angelo", ['oneil', 'dangelo']],
    ['other signs part', 'Smith-Jones (née Berg)', ['smith', 'jones', 'nee', 'berg']],
    ['letters of their own are spelt out', 'Weiß Łódź Sørensen Ægir', ['weiss', 'lodz', 'sorensen', 'aegir']],
    ['a dotted capital is small', 'İstanbul', ['istanbul']],
    ['other scripts stay as they are', 'Иванов 田中', ['иванов', '田中']],
    ['nothing has none', ' -- ', []],
  ])('%s', (_story, text, words) => {
    expect(searchWords(text)).toEqual(words);
  });

  it('are stored family name first, and an MRN as one', () => {
    expect(searchName('Van der Berg', 'Zoë')).toBe('van der berg zoe');
    expect(searchNumber('MP-101 000/a')).toBe('mp101000a');
  });

  it('fold to themselves', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = searchWords(text);
        expect(searchWords(once.join(' '))).toEqual(once);
      }),
    );
  });
});

describe('what somebody looks for (PAT-09)', () => {
  const read = (text: string) => {
    const decision = readPatientSearch(text);
    return decision.accepted ? decision.value : decision.refusals.map((each) => each.code);
  };
  const terms = (...words: string[]) => words.map((word) => ({ words: [word], number: word }));

  it.each([
    ['1961-04-05'],
    ['5 Apr 1961'],
    ['05 april 1961'],
    ['5. April 1961'],
    ['Apr 5, 1961'],
    ['april 05 1961'],
  ])('is a birth date: %s', (text) => {
    expect(read(text)).toEqual({ terms: [], birthDate: '1961-04-05' });
  });

  it.each([
    ['several words in any order', 'Jose NUÑEZ', { terms: terms('jose', 'nunez'), birthDate: null }],
    ['a name and a birth date', 'nunez 1961-04-05', { terms: terms('nunez'), birthDate: '1961-04-05' }],
    ['the date before the name', '5 May 1961 may', { terms: terms('may'), birthDate: '1961-05-05' }],
    [
      'an MRN with signs',
      'MP-101000',
      { terms: [{ words: ['mp', '101000'], number: 'mp101000' }], birthDate: null },
    ],
    ['a year alone, which is a number like others', '1961', { terms: terms('1961'), birthDate: null }],
    ['at most six words', 'a b c d e f g h', { terms: terms('a', 'b', 'c', 'd', 'e', 'f'), birthDate: null }],
    ['nothing', '  ', { terms: [], birthDate: null }],
  ])('is %s', (_story, text, search) => {
    expect(read(text)).toEqual(search);
  });

  it.each([['05.04.1961'], ['4/5/61'], ['25.04.1961'], ['berg 05-04-1961'], ['31 Feb 1961'], ['1961-02-30']])(
    'is refused rather than guessed: %s',
    (text) => {
      expect(read(text)).toEqual(['patients.birth-date-unclear']);
    },
  );
});

describe('a birth date in figures alone (PAT-09)', () => {
  it.each([
    ['may mean two days', 'meyer 12/06/1938', ['1938-06-12', '1938-12-06']],
    ['or one, where no month is the thirteenth', '13.06.1938', ['1938-06-13']],
    ['or one, where both readings are the same day', '4-4-1961', ['1961-04-04']],
    ['or none', '31.02.1961', []],
    ['and a short year is not completed', '4/5/61', []],
  ])('%s', (_story, text, readings) => {
    expect(unclearDateIn(text)?.readings).toEqual(readings);
  });

  it('is not seen where the month has a name, or in an MRN', () => {
    expect(unclearDateIn('5 Apr 1961')).toBeNull();
    expect(unclearDateIn('MP-101-000')).toBeNull();
  });
});
