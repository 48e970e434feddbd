import { v7 as uuid } from 'uuid';
import { inPractice } from './given-care.js';
import type { TestApp } from './test-app.js';

export interface GivenAuthorisation {
  readonly payer: string;
  readonly side: 'left' | 'right' | 'both';
  readonly units: number;
  readonly validFrom: string;
  readonly validTo: string;
}

/** What an invented payer authorised for a series: two units on the left, for years, unless told otherwise. */
export async function givenAuthorisation(
  test: TestApp,
  practiceId: string,
  { seriesId, patientId }: { readonly seriesId: string; readonly patientId: string },
  changes: Partial<GivenAuthorisation> = {},
): Promise<string> {
  const id = uuid();
  const { payer, side, units, validFrom, validTo } = {
    payer: 'Fern Health',
    side: 'left',
    units: 2,
    validFrom: '2020-01-01',
    validTo: '2099-12-31',
    ...changes,
  };
  await inPractice(test, practiceId, (tx) =>
    tx.query(
      `INSERT INTO authorisation (practice_id, id, patient_id, series_id, payer, number, side, codes, units, valid_from, valid_to)
       VALUES ($1, $2, $3, $4, $5, 'A-1', $6, '{}', $7, $8, $9)`,
      [practiceId, id, patientId, seriesId, payer, side, units, validFrom, validTo],
    ),
  );
  return id;
}
