import { describe, expect, it } from 'vitest';
import { birthDateOf } from './birth-date.js';
import { tokenOf } from './link-token.js';

const now = Date.UTC(2026, 10, 23);

describe('a birth date is taken as people write it', () => {
  it.each([
    ['in full', ['14', '3', '1968'], '1968-03-14'],
    ['with zeros', ['04', '03', '1968'], '1968-03-04'],
    ['with spaces', [' 14 ', '3', ' 1968 '], '1968-03-14'],
    ['with a year of two digits', ['14', '3', '68'], '1968-03-14'],
    ['with the last year of two digits that has passed', ['1', '1', '26'], '2026-01-01'],
    ['on the day that some years do not have', ['29', '2', '1964'], '1964-02-29'],
  ])('%s', (_, [day = '', month = '', year = ''], expected) => {
    expect(birthDateOf({ day, month, year }, now)).toBe(expected);
  });

  it.each([
    ['a day that the month does not have', ['31', '2', '1968']],
    ['the future', ['24', '11', '2026']],
    ['no month', ['14', '', '1968']],
    ['a year of three digits', ['14', '3', '968']],
    ['words', ['the 14th', '3', '1968']],
    ['a year before anybody’s', ['14', '3', '1868']],
  ])('but not %s', (_, [day = '', month = '', year = '']) => {
    expect(birthDateOf({ day, month, year }, now)).toBeNull();
  });
});

describe('a token is found in a link', () => {
  it.each([
    ['the fragment', '#abcdefghijklmnop', 'abcdefghijklmnop'],
    ['a whole link with a space behind it', 'https://a.example/d/#abc-def_ghijklmnop ', 'abc-def_ghijklmnop'],
    ['no fragment', 'https://a.example/d/', null],
    ['a fragment that is too short', '#abc', null],
  ])('%s', (_, link, expected) => {
    expect(tokenOf(link)).toBe(expected);
  });
});
