import { Injectable } from '@nestjs/common';
import type { PatientRowView } from '@lull/contracts';
import type { PatientSearch, SearchTerm } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';

/** Above every letter in the order of bytes: with it, the beginning of a word is a range. */
const afterAll = '\u{10FFFF}';

@Injectable()
export class PatientSearchRepository {
  /**
   * At most `most` patients in the order of their names, after the one with the id `after`. PostgreSQL builds
   * the rows; what is shown beside the name is looked up for those of the page alone. Who matches is found
   * first and in full: left to choose, the planner walks along the names and probes each, which is fast for a
   * common beginning and takes a second for a rare one.
   */
  async page(
    tx: Tx,
    search: PatientSearch,
    after: string | null,
    most: number,
  ): Promise<readonly PatientRowView[]> {
    const parameters: unknown[] = [];
    const given = (value: unknown) => `$${parameters.push(value)}`;
    const beginsWith = (word: string) =>
      `(SELECT w.patient_id FROM patient_search_word w WHERE w.word >= ${given(word)} AND w.word < ${given(word + afterAll)})`;
    const matches = ({ words, number }: SearchTerm) =>
      words.length === 1
        ? beginsWith(number)
        : `((${words.map(beginsWith).join(' INTERSECT ')}) UNION ${beginsWith(number)})`;
    const matched = search.terms.map(matches).join(' INTERSECT ');

    // A record that was joined is found by the one that is kept.
    const conditions: string[] = ['p.merged_into IS NULL'];
    if (search.birthDate !== null) conditions.push(`p.birth_date = ${given(search.birthDate)}::date`);
    if (after !== null) {
      const last = `(SELECT l.search_name FROM patient l WHERE l.id = ${given(after)})`;
      conditions.push(
        `p.search_name >= ${last} AND (p.search_name > ${last} OR p.id > $${parameters.length})`,
      );
    }
    const [page] = await tx.query<{ rows: PatientRowView[] }>(
      `${matched === '' ? '' : `WITH matched AS MATERIALIZED (SELECT DISTINCT found.patient_id FROM (${matched}) found)`}
       SELECT coalesce(json_agg(json_build_object(
                'id', p.id, 'mrn', p.mrn, 'familyName', p.family_name, 'givenName', p.given_name,
                'birthDate', p.birth_date, 'sexAtBirth', p.sex_at_birth,
                'openSeries', (SELECT count(*) FROM injection_series s WHERE s.patient_id = p.id AND s.state IN ('proposed','active','paused')),
                'nextSessionAt', (SELECT floor(extract(epoch FROM min(n.starts_at)) * 1000) FROM session n
                                   WHERE n.patient_id = p.id AND n.starts_at >= now() AND n.state IN ('tentative','booked','confirmed')))
              ORDER BY p.search_name, p.id), '[]') AS rows
         FROM (SELECT p.* FROM patient p ${matched === '' ? '' : 'JOIN matched ON matched.patient_id = p.id'} WHERE ${conditions.join(' AND ')}
                ORDER BY p.search_name, p.id LIMIT ${given(most)}) p`,
      parameters,
    );
    return page?.rows ?? [];
  }
}
