import type { SeriesView } from '@lull/contracts';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { readAnew } from '../../api/read-anew.js';
import { DiaryLinkButton } from '../../features/diary-link/diary-link-button.js';
import { ClinicalFlagsPanel } from '../../features/patients/clinical-flags-panel.js';
import { JoinedNotice, JoinedRecords } from '../../features/patients/joined-records.js';
import { LedgerPanel } from '../../features/ledgers/ledger-panel.js';
import { PatientBanner } from '../../features/patients/patient-banner.js';
import { PatientContacts } from '../../features/patients/patient-contacts.js';
import { PatientForm } from '../../features/patients/patient-form.js';
import { fullName } from '../../features/patients/patient-words.js';
import { patientQuery } from '../../api/patients.js';
import { NewSeriesForm } from '../../features/series/new-series-form.js';
import { patientSeriesQuery } from '../../api/series.js';
import { useMinute } from '../../ui/clock.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { sideWord } from '../../ui/side-word.js';
import { useClinics } from '../clinic-zone.js';
import { patientAnchor, patientLink } from '../patient-link.js';
import { BookingOver } from './booking-over.js';
import { PatientSeries } from './patient-series.js';
import { WaitOver } from './wait-over.js';

const route = getRouteApi('/signed-in/patients/$id');

/** One patient: who it is, what to know, which series. */
export function PatientRoute() {
  const { id } = route.useParams();
  const { edit, plan, book, wait, series: booked } = route.useSearch();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const member = useOwnSignIn();
  const now = useMinute();
  const { known, zoneOf } = useClinics();
  const { data: patient, error, refetch } = useQuery(patientQuery(id));
  const series = useQuery({ ...patientSeriesQuery(id), enabled: member.may('series', 'read') });
  const mayWait = member.may('waitlist', 'change');
  const toWait = (seriesId: string) =>
    void navigate({ to: '/patients/$id', params: { id }, search: { wait: seriesId } });
  const here = () => void navigate({ to: '/patients/$id', params: { id } });

  if (error !== null && patient === undefined) {
    return (
      <Page title="Patient">
        <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
      </Page>
    );
  }
  if (patient === undefined) {
    return (
      <Page title="Patient">
        <Loading heights={[24, 120, 240, 160]} label="the patient" />
      </Page>
    );
  }

  const mayUpdate = member.may('patient', 'update');
  // A record that was joined into another takes no new entries.
  const open = patient.mergedInto === null;
  const mayEdit = open && (mayUpdate || member.may('patient', 'update-contacts'));
  const mayPlan = open && (member.may('series', 'create') || member.may('series', 'propose'));
  const banner = <PatientBanner patient={patient} />;

  if (edit === true && mayEdit) {
    return (
      <Page title={`Edit ${fullName(patient)}`} note={banner}>
        <Panel title={mayUpdate ? 'Particulars and contacts' : 'Contacts'}>
          <PatientForm
            patient={patient}
            contactsOnly={!mayUpdate}
            memberId={member.memberId}
            now={now}
            zone={zoneOf()}
            patientLink={patientLink}
            onCancel={here}
            onSaved={(saved) => {
              queryClient.setQueryData(patientQuery(id).queryKey, saved);
              here();
            }}
          />
        </Panel>
      </Page>
    );
  }
  if (plan === true && mayPlan) {
    return (
      <Page title={`New series for ${fullName(patient)}`} note={banner}>
        <Panel title="Plan">
          <NewSeriesForm
            patientId={id}
            memberId={member.memberId}
            proposal={!member.may('series', 'create')}
            clinics={known}
            onCancel={here}
            onCreated={(created) => {
              void readAnew(queryClient, 'series');
              void navigate({ to: '/series/$id', params: { id: created.id } });
            }}
          />
        </Panel>
      </Page>
    );
  }
  return (
    <Page
      title={fullName(patient)}
      note={banner}
      actions={
        <>
          {open && <DiaryLinkButton patientId={id} zone={zoneOf()} />}
          {mayPlan && (
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link to="/patients/$id" params={{ id }} search={{ plan: true }} {...props} />
              )}
            >
              New series
            </Button>
          )}
          {member.may('message', 'read') && (
            <Button
              variant="default"
              renderRoot={(props) => <Link to="/mailbox" search={{ patient: id }} {...props} />}
            >
              Messages
            </Button>
          )}
          {mayEdit && (
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link to="/patients/$id" params={{ id }} search={{ edit: true }} {...props} />
              )}
            >
              Edit
            </Button>
          )}
        </>
      }
    >
      <JoinedNotice patient={patient} patientLink={patientAnchor} />
      {(book === 'find' || book === 'new') && booked !== undefined && member.may('session', 'book') && (
        <BookingOver
          seriesId={booked}
          book={book}
          onOwnTime={() =>
            void navigate({ to: '/patients/$id', params: { id }, search: { book: 'new', series: booked } })
          }
          onClose={here}
          {...(mayWait && { onWait: () => toWait(booked) })}
        />
      )}
      {wait !== undefined && mayWait && <WaitOver seriesId={wait} onClose={here} />}
      {member.may('series', 'read') && (
        <PatientSeries {...{ patientId: id, mayPlan, zoneOf }} series={series} />
      )}
      {patient.flags !== null && (
        <ClinicalFlagsPanel
          patient={patient}
          flags={patient.flags}
          zone={zoneOf()}
          mayRecord={open && member.may('clinical-flag', 'record')}
        />
      )}
      {member.may('ledger', 'read') && (
        <LedgerPanel
          patientId={id}
          mayRecord={open && member.may('ledger', 'record')}
          renderSeries={(seriesId) => (
            <Link to="/series/$id" params={{ id: seriesId }}>
              {seriesName(series.data?.find((each) => each.id === seriesId))}
            </Link>
          )}
        />
      )}
      <Panel title="Contacts">
        <PatientContacts patient={patient} />
      </Panel>
      {member.may('patient-merge', 'read') && (
        <JoinedRecords patientId={id} zone={zoneOf()} patientLink={patientAnchor} />
      )}
    </Page>
  );
}

const seriesName = (series: SeriesView | undefined): string =>
  series === undefined ? 'A series here' : `${series.procedureCode} ${sideWord(series.side)}`;
