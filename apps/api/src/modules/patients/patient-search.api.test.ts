import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenPatient } from '../../testing/given-care.js';
import {
  givenMember,
  givenPractice,
  startTestApp,
  type GivenMember,
  type TestApp,
} from '../../testing/test-app.js';

let test: TestApp;
let scheduler: GivenMember;
beforeAll(async () => {
  test = await startTestApp();
  const practiceId = await givenPractice(test);
  scheduler = await givenMember(test, practiceId, 'scheduler');
  for (const [mrn, familyName, givenName, birthDate] of [
    ['MP-101000', 'Nuñez', 'José María', '1961-04-05'],
    ['MP-101001', 'Van der Berg', "O'Neil", '1946-05-04'],
    ['MP-101002', 'Weiß', 'Łucja', '1961-04-05'],
    ['MP-201003', 'Smith-Jones', 'Ann', '1980-12-31'],
  ] as const)
    await givenPatient(test, practiceId, { mrn, familyName, givenName, birthDate });
});
afterAll(() => test.close());

const search = (q: string, cursor?: string) =>
  test
    .as(scheduler)
    .post('/api/v1/patients/searches')
    .send({ q, ...(cursor !== undefined && { cursor }) });

describe('a search of patients', () => {
  it.each<[string, string, string[]]>([
    ['without the accent', 'nunez', ['Nuñez']],
    ['with it, in capitals', 'NUÑEZ', ['Nuñez']],
    ['by the given name', 'jose', ['Nuñez']],
    ['by several words in any order', 'maria nunez', ['Nuñez']],
    ['by the beginnings of words', 'nu jo', ['Nuñez']],
    ['by a word within the family name', 'berg', ['Van der Berg']],
    ['without the apostrophe', 'oneil', ['Van der Berg']],
    ['with the apostrophe', "O'Neil", ['Van der Berg']],
    ['with a letter that is no accent', 'weiss lucja', ['Weiß']],
    ['by both parts of a double name', 'smith-jones', ['Smith-Jones']],
    ['by the MRN', 'MP-101001', ['Van der Berg']],
    ['by the MRN without its signs', 'mp101001', ['Van der Berg']],
    ['by the beginning of the MRN', 'mp-1010', ['Nuñez', 'Van der Berg', 'Weiß']],
    ['by the figures of the MRN alone', '101001', ['Van der Berg']],
    ['by the birth date', '1961-04-05', ['Nuñez', 'Weiß']],
    ['by the birth date in words', '5 Apr 1961', ['Nuñez', 'Weiß']],
    ['by the birth date with the month first', 'April 5, 1961', ['Nuñez', 'Weiß']],
    ['by name and birth date', 'luc 5 April 1961', ['Weiß']],
    ['by words of two patients', 'nunez berg', []],
    ['by the middle of a word', 'unez', []],
    ['by a sign of the query language', '%', ['Nuñez', 'Smith-Jones', 'Van der Berg', 'Weiß']],
    ['by nothing', '', ['Nuñez', 'Smith-Jones', 'Van der Berg', 'Weiß']],
  ])('finds %s', async (_story, q, names) => {
    const answer = await search(q);
    expect(answer.status).toBe(200);
    expect(answer.body.rows.map((row: { familyName: string }) => row.familyName)).toEqual(names);
    expect(answer.body.next).toBeNull();
  });

  it.each(['05.04.1961', '4/5/61', 'nunez 05-04-1961', '31 Feb 1961'])(
    'does not guess which day "%s" is',
    async (q) => {
      const answer = await search(q);
      expect(answer.status).toBe(422);
      expect(answer.body.code).toBe('patients.birth-date-unclear');
    },
  );

  it('gives every row once over all pages, namesakes included', async () => {
    const practiceId = await givenPractice(test);
    scheduler = await givenMember(test, practiceId, 'scheduler');
    const ids: string[] = [];
    for (let index = 0; index < 113; index++)
      ids.push(
        (await givenPatient(test, practiceId, { familyName: index % 2 === 0 ? 'Same' : `Other ${index}` }))
          .id,
      );
    const seen: string[] = [];
    const sizes: number[] = [];
    for (let cursor: string | undefined; ;) {
      const { body } = await search('', cursor);
      seen.push(...body.rows.map((row: { id: string }) => row.id));
      sizes.push(body.rows.length);
      if (body.next === null) break;
      cursor = body.next;
    }
    expect(sizes).toEqual([50, 50, 13]);
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });
});
