import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookFiles, columnsOf } from './book-columns.js';
import { suggestColumns, suggestFile } from './column-mapping.js';
import { csvHead } from './csv-head.js';

describe('SETUP-01: which column of a file stands for which of the book', () => {
  it.each<[string, readonly string[], string, string | null]>([
    ['its own name', ['mrn', 'family_name'], 'family_name', 'family_name'],
    ['the same name in other writing', ['MRN', 'Family Name'], 'family_name', 'Family Name'],
    ['a name in one word', ['familyName'], 'family_name', 'familyName'],
    ['a known other word', ['Surname'], 'family_name', 'Surname'],
    ['another word with an accent and marks', ['Date-of-Birth:'], 'birth_date', 'Date-of-Birth:'],
    ['the very name before another word', ['DOB', 'birth_date'], 'birth_date', 'birth_date'],
    ['two other words: somebody says which', ['Mobile', 'Telephone'], 'phone', null],
    ['nothing that is known', ['favourite colour'], 'weight_kg', null],
  ])('%s', (_story, header, column, found) => {
    expect(suggestColumns('patients.csv', header)[column]).toBe(found);
  });

  it('finds every column of every file that bears the names of the book, in any order', () => {
    for (const file of bookFiles) {
      const mapping = suggestColumns(file, columnsOf[file].toReversed());
      expect(mapping).toEqual(Object.fromEntries(columnsOf[file].map((column) => [column, column])));
    }
  });

  it('never lets a column stand for two, nor takes one that is not there', () => {
    const words = [
      'mrn',
      'MRN',
      'Mrn ',
      'name',
      'Surname',
      'last name',
      'phone',
      'Tel',
      'side',
      'kind',
      'start',
      '',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...bookFiles),
        fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 12 })), { maxLength: 12 }),
        (file, header) => {
          const taken = Object.values(suggestColumns(file, header)).filter((name) => name !== null);
          expect(new Set(taken).size).toBe(taken.length);
          expect(taken.every((name) => header.includes(name))).toBe(true);
        },
      ),
    );
  });
});

describe('SETUP-02: which file of the book a file is', () => {
  it.each<[string, string, readonly string[], string | null]>([
    ['by its name, whatever is in it', 'Patients.CSV', [], 'patients.csv'],
    [
      'by its columns',
      'export (3).csv',
      ['MRN', 'Last name', 'First name', 'DOB', 'Sex', 'Phone'],
      'patients.csv',
    ],
    ['too few columns tell nothing', 'export.csv', ['mrn', 'kind'], null],
    ['an empty file tells nothing', 'x.csv', [], null],
  ])('%s', (_story, name, header, found) => {
    expect(suggestFile(name, header)).toBe(found);
  });

  it('knows each file by the columns of the book under any name', () => {
    for (const file of bookFiles) expect(suggestFile('x.csv', columnsOf[file])).toBe(file);
  });
});

describe('the head of a file', () => {
  it.each<[string, string, readonly string[], readonly (readonly string[])[]]>([
    ['plain', 'a,b\n1,2\n', ['a', 'b'], [['1', '2']]],
    ['with a byte-order mark and Windows line endings', '\uFEFFa, b\r\n1,2\r\n', ['a', 'b'], [['1', '2']]],
    [
      'with quotes, a comma and a line break in them',
      'a,b\n"x, ""y""\nz",2',
      ['a', 'b'],
      [['x, "y"\nz', '2']],
    ],
    ['with nothing in it', '', [], []],
    ['with a quotation mark that is never closed', 'a\n"x', ['a'], [['x']]],
  ])('%s', (_story, text, header, rows) => {
    expect(csvHead(text, 3)).toEqual({ header, rows });
  });

  it('reads no further than it is asked to', () => {
    expect(csvHead('a\n1\n2\n3\n4\n', 2).rows).toEqual([['1'], ['2']]);
  });
});
