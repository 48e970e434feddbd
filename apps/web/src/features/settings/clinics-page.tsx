import { Button } from '@mantine/core';
import type { ClinicSettingsView, StandingSessionView } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { EmptyState } from '../../ui/empty-state.js';
import { FactList } from '../../ui/fact-list.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SidePanel } from '../../ui/side-panel.js';
import { weekdayNames } from '../../ui/weekdays.js';
import { ClinicForm } from './clinic-form.js';
import { HoursForm } from './hours-form.js';
import { clinicSettingsQuery } from './settings.queries.js';
import classes from './settings.module.css';

interface ClinicsPlace {
  readonly open: 'new' | 'clinic' | 'hours' | null;
  /** The clinic that is open. */
  readonly clinic: string | undefined;
}

interface ClinicsPageProps {
  readonly place: ClinicsPlace;
  readonly mayChange: boolean;
  readonly onPlace: (place: ClinicsPlace) => void;
  /** A link to the session on its day. */
  readonly renderSession: (session: StandingSessionView) => ReactNode;
  /** Links to the other settings of a clinic. */
  readonly renderLinks: (clinic: ClinicSettingsView) => ReactNode;
}

/** Where the practice works: each clinic with its zone, whom a patient calls, and when it is open. */
export function ClinicsPage({ place, mayChange, onPlace, renderSession, renderLinks }: ClinicsPageProps) {
  const { data: clinics, error, refetch } = useQuery(clinicSettingsQuery);
  const clinic = clinics?.find(({ id }) => id === place.clinic);
  const close = (): void => onPlace({ open: null, clinic: undefined });
  const add = mayChange && (
    <Button onClick={() => onPlace({ open: 'new', clinic: undefined })}>New clinic</Button>
  );
  return (
    <Page title="Clinics" note="Where you work, by whose clocks, and when." actions={add}>
      {error !== null && clinics === undefined && (
        <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
      )}
      {clinics === undefined && error === null && <Loading heights={[28, 160]} label="the clinics" />}
      {clinics?.length === 0 && (
        <EmptyState sentence="Your practice has no clinic yet. Nothing can be booked before it has one." />
      )}
      {clinics?.map((each) => (
        <ClinicPanel
          key={each.id}
          clinic={each}
          links={renderLinks(each)}
          {...(mayChange && { onOpen: (open) => onPlace({ open, clinic: each.id }) })}
        />
      ))}
      {mayChange && place.open === 'new' && (
        <SidePanel title="New clinic" onClose={close}>
          <ClinicForm key="new" clinic={null} onClose={close} />
        </SidePanel>
      )}
      {mayChange && place.open === 'clinic' && clinic !== undefined && (
        <SidePanel title={`Change ${clinic.name}`} onClose={close}>
          <ClinicForm key={clinic.id} clinic={clinic} onClose={close} />
        </SidePanel>
      )}
      {mayChange && place.open === 'hours' && clinic !== undefined && (
        <SidePanel title={`Opening hours of ${clinic.name}`} onClose={close}>
          <HoursForm key={clinic.id} clinic={clinic} onClose={close} renderSession={renderSession} />
        </SidePanel>
      )}
    </Page>
  );
}

function ClinicPanel({
  clinic,
  links,
  onOpen,
}: {
  readonly clinic: ClinicSettingsView;
  readonly links: ReactNode;
  readonly onOpen?: (open: 'clinic' | 'hours') => void;
}) {
  const { phone, outOfHoursText, lipidLocation, dailyPhysicianSessions, dailySedations } = clinic;
  const unsaid = <span className={classes['quiet']}>not said</span>;
  return (
    <Panel
      title={clinic.name}
      note={links}
      actions={
        onOpen !== undefined && (
          <>
            <Button
              variant="default"
              size="xs"
              aria-label={`Change ${clinic.name}`}
              onClick={() => onOpen('clinic')}
            >
              Change
            </Button>
            <Button
              variant="default"
              size="xs"
              aria-label={`Opening hours of ${clinic.name}`}
              onClick={() => onOpen('hours')}
            >
              Opening hours
            </Button>
          </>
        )
      }
    >
      <div className={classes['sides']}>
        <FactList
          facts={[
            { term: 'Time zone', fact: clinic.timeZone },
            { term: 'Patients call', fact: phone ?? unsaid },
            { term: 'Out of hours', fact: outOfHoursText ?? unsaid },
            { term: 'Lipid emulsion', fact: lipidLocation ?? unsaid },
            {
              term: 'Sessions a day',
              fact:
                dailyPhysicianSessions === null
                  ? 'no limit for a physician'
                  : `${dailyPhysicianSessions} for each physician`,
            },
            { term: 'Sedations a day', fact: dailySedations ?? 'no limit' },
          ]}
        />
        <section aria-label={`When ${clinic.name} is open`}>
          <h3>Open</h3>
          <dl className={classes['hours']}>
            {weekdayNames.map((name, index) => (
              <div key={name} className={classes['weekday']}>
                <dt>{name}</dt>
                <dd>{hoursText(clinic, index + 1)}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Panel>
  );
}

function hoursText({ openingHours }: ClinicSettingsView, weekday: number): string {
  const stretches = openingHours
    .filter((each) => each.weekday === weekday)
    .map(({ opens, closes }) => `${opens} to ${closes}`);
  return stretches.length === 0 ? 'shut' : stretches.join(', ');
}
