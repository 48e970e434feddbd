import { Injectable } from '@nestjs/common';
import type {
  CreatePatientRequest,
  Page,
  PatientRowView,
  PatientView,
  UpdateContactsRequest,
  UpdatePatientRequest,
} from '@lull/contracts';
import { checkPatient, civilDateAt, readPatientSearch, searchName } from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { decided, reasonsAgainst, refuseAll } from '../../platform/decided.js';
import { notFound, Refused, type Refusal } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { PatientRepository, type PatientColumns } from './patient.repository.js';
import { PatientSearchRepository } from './patient-search.repository.js';
import { patientView } from './patient.view.js';

/** Rows of one page of a search. */
const pageSize = 50;

@Injectable()
export class PatientService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly patients: PatientRepository,
    private readonly searches: PatientSearchRepository,
  ) {}

  search(member: MemberPrincipal, q: string, after: string | null): Promise<Page<PatientRowView>> {
    const search = decided(readPatientSearch(q)).value;
    return this.database.run(member, async (tx) => {
      const found = await this.searches.page(tx, search, after, pageSize + 1);
      const rows = found.slice(0, pageSize);
      // What was looked for holds names and birth dates and is left out; whose rows were shown is not.
      tx.read({
        resource: 'patient',
        patientIds: rows.map((row) => row.id),
        detail: { search: true, rows: rows.length },
      });
      return { rows, next: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null };
    });
  }

  one(member: MemberPrincipal, id: string): Promise<PatientView> {
    return this.database.run(member, async (tx) => {
      const view = await this.view(tx, member, id);
      tx.read({ resource: 'patient', resourceId: id, patientIds: [id] });
      return view;
    });
  }

  create(member: MemberPrincipal, once: Once, request: CreatePatientRequest): Promise<PatientView> {
    const { comparedWithDuplicates = false, ...particulars } = request;
    const columns: PatientColumns = {
      phone: null,
      email: null,
      language: 'en',
      consentToSms: false,
      consentToEmail: false,
      weightKg: null,
      ...tidied(particulars),
      ...namesOf(request),
    };
    return this.calls.run(member, once, async (tx) => {
      const reasons = await this.reasonsAgainst(tx, columns, null);
      const namesakes = comparedWithDuplicates
        ? []
        : await this.patients.namesakes(tx, columns.searchName, columns.birthDate);
      if (namesakes.length > 0) {
        reasons.push({
          code: 'patients.likely-duplicate',
          overridable: true,
          facts: { count: namesakes.length, patientIds: namesakes.join(' ') },
        });
      }
      refuseAll(reasons);
      return this.view(tx, member, await this.patients.add(tx, columns));
    });
  }

  /** Only what the request names changes; null clears. */
  change(
    member: MemberPrincipal,
    id: string,
    version: number,
    request: UpdatePatientRequest | UpdateContactsRequest,
  ): Promise<PatientView> {
    return this.database.run(member, async (tx) => {
      const before = await this.patients.lock(tx, id, version);
      if (before.mergedInto !== null) throw new Refused({ code: 'merge.record-closed' });
      const changes: Partial<PatientColumns> = tidied(request);
      if (changes.familyName !== undefined || changes.givenName !== undefined)
        Object.assign(changes, namesOf({ ...before, ...changes }));
      refuseAll(await this.reasonsAgainst(tx, { ...before, ...changes }, id));
      await this.patients.change(tx, before, changes);
      return this.view(tx, member, id);
    });
  }

  private async reasonsAgainst(tx: Tx, columns: PatientColumns, id: string | null): Promise<Refusal[]> {
    const { birthDate, weightKg, phone, mrn } = columns;
    const zone = await this.patients.zone(tx);
    // Allergies are recorded as flags; here nobody has been asked yet.
    const facts = {
      now: tx.now.epochMilliseconds,
      zone,
      birthDate,
      weightKg,
      phone,
      allergies: { state: 'not-asked' } as const,
    };
    const reasons = reasonsAgainst(checkPatient(facts));
    if (await this.patients.hasMrn(tx, mrn, id))
      reasons.push({ code: 'patients.mrn-taken', pointer: '/mrn', facts: { field: 'mrn' } });
    return reasons;
  }

  private async view(tx: Tx, member: MemberPrincipal, id: string): Promise<PatientView> {
    const record = await this.patients.record(tx, id);
    if (record === undefined) throw notFound('patient');
    return patientView(
      record,
      civilDateAt(tx.now.epochMilliseconds, await this.patients.zone(tx)),
      member.roles,
    );
  }
}

/** One way to write each text: composed letters, single gaps, none at the ends. */
function tidied<Fields extends object>(fields: Fields): { [Name in keyof Fields]: Fields[Name] } {
  const tidy = (value: unknown) =>
    typeof value === 'string' ? value.normalize('NFC').trim().replace(/\s+/g, ' ') : value;
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, tidy(value)]])),
  ) as Fields;
}

function namesOf(
  fields: Pick<PatientColumns, 'familyName' | 'givenName'>,
): Pick<PatientColumns, 'familyName' | 'givenName' | 'searchName'> {
  const { familyName, givenName } = tidied({ familyName: fields.familyName, givenName: fields.givenName });
  return { familyName, givenName, searchName: searchName(familyName, givenName) };
}
