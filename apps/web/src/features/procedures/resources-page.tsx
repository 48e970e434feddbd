import { Button, NativeSelect } from '@mantine/core';
import type { ClinicView, StandingSessionView } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Page } from '../../ui/page.js';
import { SidePanel } from '../../ui/side-panel.js';
import { resourcesQuery } from './procedures.queries.js';
import { ResourceForm } from './resource-form.js';
import { ResourcesPanel } from './resources-panel.js';

interface ResourcesPlace {
  /** `new`, or the id of the resource that is open. */
  readonly open: string | undefined;
}

interface ResourcesPageProps {
  readonly clinic: ClinicView;
  readonly clinics: readonly ClinicView[];
  readonly place: ResourcesPlace;
  readonly mayChange: boolean;
  readonly onPlace: (place: ResourcesPlace) => void;
  readonly onClinic: (clinicId: string) => void;
  readonly renderSession: (session: StandingSessionView) => ReactNode;
}

/** Rooms, devices, nurses, bays and physicians of a clinic; what is out of use keeps its past. */
export function ResourcesPage({
  clinic,
  clinics,
  place,
  mayChange,
  onPlace,
  onClinic,
  renderSession,
}: ResourcesPageProps) {
  const { data: resources } = useQuery(resourcesQuery(clinic.id));
  const resource = resources?.find(({ id }) => id === place.open);
  const close = (): void => onPlace({ open: undefined });
  return (
    <Page
      title="Rooms, equipment and people"
      note="What visits hold. Taken out of use, it is no longer booked and keeps its past."
      actions={mayChange && <Button onClick={() => onPlace({ open: 'new' })}>Add</Button>}
    >
      {clinics.length > 1 && (
        <NativeSelect
          label="Clinic"
          mb="md"
          maw={320}
          data={clinics.map(({ id, name }) => ({ value: id, label: name }))}
          value={clinic.id}
          onChange={({ currentTarget }) => onClinic(currentTarget.value)}
        />
      )}
      <ResourcesPanel clinic={clinic} {...(mayChange && { onChange: ({ id }) => onPlace({ open: id }) })} />
      {mayChange && (place.open === 'new' || resource !== undefined) && (
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
