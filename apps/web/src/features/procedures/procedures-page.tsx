import { Button, Group, NativeSelect } from '@mantine/core';
import type { ClinicView, Sedation, StandingSessionView } from '@lull/contracts';
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
import { procedureTypesQuery, resourcesQuery } from './procedures.queries.js';
import { ActualDurationsPanel } from './actual-durations-panel.js';
import { ProfilePanel } from './profile-panel.js';
import { ResourceForm } from './resource-form.js';
import { ResourcesPanel } from './resources-panel.js';
import { TypeForm } from './type-form.js';

export interface ProceduresPlace {
  /** Undefined: the first. */
  readonly type: string | undefined;
  readonly sedation: Sedation;
  readonly open: 'profile' | 'type' | 'new-type' | 'new-resource' | 'resource' | null;
  /** The resource that is open. */
  readonly resource: string | undefined;
}

interface ProceduresPageProps {
  readonly clinic: ClinicView;
  readonly clinics: readonly ClinicView[];
  readonly place: ProceduresPlace;
  readonly mayChangeProfiles: boolean;
  readonly mayChangeResources: boolean;
  readonly mayReadDurations: boolean;
  /** A link to the session on its day. */
  readonly renderSession: (session: StandingSessionView) => ReactNode;
  readonly onPlace: (place: ProceduresPlace) => void;
  readonly onClinic: (clinicId: string) => void;
}

/** The settings of what can be done: each procedure, what its visits hold, and what there is to hold. */
export function ProceduresPage({
  clinic,
  clinics,
  place,
  mayChangeProfiles,
  mayChangeResources,
  mayReadDurations,
  renderSession,
  onPlace,
  onClinic,
}: ProceduresPageProps) {
  const { data: types, error, refetch } = useQuery(procedureTypesQuery);
  const { data: resources } = useQuery(resourcesQuery(clinic.id));
  const type = types?.find(({ id }) => id === place.type) ?? types?.[0];
  const resource = resources?.find(({ id }) => id === place.resource);
  const close = (): void => onPlace({ ...place, open: null, resource: undefined });
  const open = (what: ProceduresPlace['open']) => onPlace({ ...place, open: what, resource: undefined });
  return (
    <Page
      title="Procedures"
      note="What can be done here, and what each visit holds from arrival to going home."
      actions={mayChangeProfiles && <Button onClick={() => open('new-type')}>New procedure</Button>}
    >
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {types === undefined && error === null && <Loading heights={[28, 120, 220]} label="the procedures" />}
      {types?.length === 0 && <EmptyState sentence="No procedure can be booked here yet." />}
      {types !== undefined && type !== undefined && (
        <>
          <Panel
            title={`${type.code}, ${type.name}`}
            actions={
              <Group gap="xs">
                {types.length > 1 && (
                  <NativeSelect
                    aria-label="Procedure"
                    data={types.map(({ id, code, name }) => ({ value: id, label: `${code}, ${name}` }))}
                    value={type.id}
                    onChange={({ currentTarget }) =>
                      onPlace({ ...place, type: currentTarget.value, open: null, resource: undefined })
                    }
                  />
                )}
                {mayChangeProfiles && (
                  <Button variant="default" onClick={() => open('type')}>
                    Change {type.code}
                  </Button>
                )}
              </Group>
            }
          >
            <FactList
              facts={[
                { term: 'Usual duration', fact: `${type.durationMinutes} minutes` },
                { term: 'X-ray', fact: type.usesXRay ? 'yes' : 'no' },
                { term: 'Contrast', fact: type.usesContrast ? 'yes' : 'no' },
              ]}
            />
          </Panel>
          {mayReadDurations && <ActualDurationsPanel type={type} clinic={clinic} />}
          <ProfilePanel
            type={type}
            sedation={place.sedation}
            editing={mayChangeProfiles && place.open === 'profile'}
            mayChange={mayChangeProfiles}
            renderSession={renderSession}
            onLevel={(sedation) => onPlace({ ...place, sedation, open: null })}
            onEdit={(editing) => open(editing ? 'profile' : null)}
          />
        </>
      )}
      {clinics.length > 1 && (
        <NativeSelect
          label="Clinic"
          mb="md"
          data={clinics.map(({ id, name }) => ({ value: id, label: name }))}
          value={clinic.id}
          onChange={({ currentTarget }) => onClinic(currentTarget.value)}
        />
      )}
      <ResourcesPanel
        clinic={clinic}
        {...(mayChangeResources && {
          onAdd: () => open('new-resource'),
          onChange: ({ id }) => onPlace({ ...place, open: 'resource', resource: id }),
        })}
      />
      {mayChangeProfiles && (place.open === 'new-type' || (place.open === 'type' && type !== undefined)) && (
        <SidePanel
          title={place.open === 'new-type' ? 'New procedure' : `Change ${type?.code ?? ''}`}
          onClose={close}
        >
          <TypeForm
            key={place.open === 'new-type' ? 'new' : type?.id}
            type={place.open === 'new-type' ? null : (type ?? null)}
            onDone={({ id }) => onPlace({ ...place, type: id, open: null, resource: undefined })}
            onClose={close}
          />
        </SidePanel>
      )}
      {mayChangeResources && (place.open === 'new-resource' || resource !== undefined) && (
        <SidePanel
          title={resource === undefined ? 'Add a resource' : `Change ${resource.name}`}
          onClose={close}
        >
          <ResourceForm
            key={resource?.id ?? 'new'}
            clinicId={clinic.id}
            resource={resource ?? null}
            knownSkills={[...new Set(resources?.flatMap(({ skills }) => skills))].toSorted()}
            renderSession={renderSession}
            onClose={close}
          />
        </SidePanel>
      )}
    </Page>
  );
}
