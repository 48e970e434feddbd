import type { CreatePatientRequest, PatientView } from '@lull/contracts';
import { Checkbox, Stack } from '@mantine/core';
import { civilDateAt } from '@lull/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { patientSearchQuery } from '../../api/patient-search.js';
import { codeOf, isProblem } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { patientQuery } from '../../api/patients.js';
import { ChangedMeanwhile, ShowNewState } from '../../ui/changed-meanwhile.js';
import { useDraft } from '../../ui/draft.js';
import { useEditedRow } from '../../ui/edited-row.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { FormFoot } from '../../ui/form-foot.js';
import { FormSummary, type FormFault } from '../../ui/form-summary.js';
import { PatientLine } from '../../ui/patient-line.js';
import {
  contactsRequest,
  draftOf,
  patientFaults,
  patientFieldWords,
  patientRequest,
} from './patient-draft.js';
import { ContactFields, IdentityFields } from './patient-fields.js';
import classes from './patient-form.module.css';
import { createPatient, updateContacts, updatePatient } from './patients.queries.js';

interface PatientFormProps {
  /** Null: a new one. */
  readonly patient: PatientView | null;
  /** A nurse changes how somebody is reached, not who they are. */
  readonly contactsOnly?: boolean;
  readonly memberId: string;
  readonly now: number;
  readonly zone: string;
  readonly onSaved: (patient: PatientView) => void;
  readonly onCancel: () => void;
  /** Leads to a patient who may be the same person. */
  readonly patientLink: (id: string, line: ReactNode) => ReactNode;
}

/** Create or change a patient: every rule under its field, all at once; nothing typed is lost. */
export function PatientForm({
  patient,
  contactsOnly = false,
  memberId,
  now,
  zone,
  onSaved,
  onCancel,
  patientLink,
}: PatientFormProps) {
  const queryClient = useQueryClient();
  const { seen, meanwhile, carryOver } = useEditedRow(patient, draftOf);
  const key = `patient:${memberId}:${seen === null ? 'new' : `${seen.id}:${seen.version}`}`;
  const [draft, change, forget] = useDraft(key, draftOf(seen));
  const [compared, setCompared] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<readonly FormFault[]>([]);
  const saving = useChange(
    (body: CreatePatientRequest, idempotencyKey: string) => {
      if (seen === null) return createPatient(body, idempotencyKey);
      return contactsOnly
        ? updateContacts(seen, contactsRequest(draft), idempotencyKey)
        : updatePatient(seen, body, idempotencyKey);
    },
    (saved) => {
      forget();
      onSaved(saved);
    },
  );
  const refused = isProblem(saving.error) ? saving.error.errors : [];
  const perhapsHere = refused.some(({ code }) => code === 'patients.likely-duplicate');
  const current = patientFaults(draft, now, zone);
  const faults: readonly FormFault[] = [
    ...found.filter(({ field }) => current.some((fault) => fault.field === field)),
    ...faultsOf(saving.error),
  ];
  const { field } = fieldsOf(faults);

  const lookAnew = async (id: string): Promise<void> => {
    const fresh = await queryClient.fetchQuery({ ...patientQuery(id), staleTime: 0 });
    forget();
    change(carryOver(fresh, draft));
    saving.reset();
  };

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    saving.reset();
    setFound(current);
    setAttempt(attempt + 1);
    const request = current.length === 0 ? patientRequest(draft, patient === null && compared) : null;
    if (request === null) return;
    saving.mutate(request, { onError: () => setAttempt((before) => before + 1) });
  };

  return (
    <form className={classes['form']} onSubmit={submit} noValidate>
      <Stack gap="md">
        <FormSummary
          faults={faults}
          attempt={attempt}
          code={codeOf(saving.error)}
          action={
            <>
              {perhapsHere && (
                <LikelyDuplicates
                  {...draft}
                  patientLink={patientLink}
                  compared={compared}
                  onCompared={setCompared}
                />
              )}
              {seen !== null && isProblem(saving.error, 'stale') && (
                <ShowNewState onPress={() => lookAnew(seen.id)} />
              )}
            </>
          }
        />
        <ChangedMeanwhile meanwhile={meanwhile} words={patientFieldWords} />
        {!contactsOnly && (
          <IdentityFields {...{ draft, change, field }} latestBirthDate={civilDateAt(now, zone)} />
        )}
        <ContactFields {...{ draft, change, field }} />
        <FormFoot
          deed={patient === null ? 'Create patient' : 'Save'}
          pending={saving.isPending}
          leave={patient === null ? 'Discard' : 'Cancel'}
          onLeave={() => {
            forget();
            onCancel();
          }}
        />
      </Stack>
    </form>
  );
}

interface LikelyDuplicatesProps {
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly patientLink: (id: string, line: ReactNode) => ReactNode;
  readonly compared: boolean;
  readonly onCompared: (compared: boolean) => void;
}

/** Who has this name and birth date already; saving goes on once somebody has compared. */
function LikelyDuplicates({
  familyName,
  givenName,
  birthDate,
  patientLink,
  compared,
  onCompared,
}: LikelyDuplicatesProps) {
  const { data: page } = useQuery(patientSearchQuery(`${familyName} ${givenName} ${birthDate}`));
  return (
    <div className={classes['duplicates']}>
      <ul>
        {(page?.rows ?? []).map((row) => (
          <li key={row.id}>{patientLink(row.id, <PatientLine {...row} />)}</li>
        ))}
      </ul>
      <Checkbox
        label="I compared: this is another person"
        checked={compared}
        onChange={({ currentTarget }) => onCompared(currentTarget.checked)}
      />
    </div>
  );
}
