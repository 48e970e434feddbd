import { Button } from '@mantine/core';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { PatientForm } from '../../features/patients/patient-form.js';
import { PatientSearch } from '../../features/patients/patient-search.js';
import { useMinute } from '../../ui/clock.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { useClinics } from '../clinic-zone.js';
import { patientLink } from '../patient-link.js';

const route = getRouteApi('/signed-in/patients');

/** Find a patient, or create one. */
export function PatientsRoute() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const member = useOwnSignIn();
  const now = useMinute();
  const { zoneOf } = useClinics();
  const open = (id: string) => void navigate({ to: '/patients/$id', params: { id } });
  const mayCreate = member.may('patient', 'create');
  if (search.new === true && mayCreate) {
    return (
      <Page title="New patient">
        <Panel title="Particulars">
          <PatientForm
            patient={null}
            memberId={member.memberId}
            now={now}
            zone={zoneOf()}
            patientLink={patientLink}
            onSaved={({ id }) => open(id)}
            onCancel={() => void navigate({ to: '/patients' })}
          />
        </Panel>
      </Page>
    );
  }
  const create = mayCreate && (
    <Button
      variant="default"
      renderRoot={(props) => <Link to="/patients" search={{ new: true }} {...props} />}
    >
      New patient
    </Button>
  );
  return (
    <Page
      title="Patients"
      actions={
        <>
          {member.may('patient-merge', 'read') && (
            <Button variant="default" renderRoot={(props) => <Link to="/patients/duplicates" {...props} />}>
              Likely duplicates
            </Button>
          )}
          {create}
        </>
      }
    >
      <PatientSearch zone={zoneOf()} onOpen={open} patientLink={patientLink} />
    </Page>
  );
}
