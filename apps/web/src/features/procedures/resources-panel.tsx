import { Button } from '@mantine/core';
import type { ClinicView, ResourceSettingsView } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import { noticeOf } from '../../api/problem.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { kindNames } from './procedure-words.js';
import { resourcesQuery } from './procedures.queries.js';

interface ResourcesPanelProps {
  readonly clinic: ClinicView;
  readonly onAdd?: () => void;
  readonly onChange?: (resource: ResourceSettingsView) => void;
}

/** What a clinic has for its visits, and what each can do: the pools that profiles draw on. */
export function ResourcesPanel({ clinic, onAdd, onChange }: ResourcesPanelProps) {
  const { data: resources, error, refetch } = useQuery(resourcesQuery(clinic.id));
  return (
    <Panel
      title={`Resources of ${clinic.name}`}
      note="What profiles draw on. A skill that a profile asks for is looked for here; physicians and rooms are booked by name."
      actions={
        onAdd !== undefined && (
          <Button variant="default" onClick={onAdd}>
            Add a resource
          </Button>
        )
      }
    >
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {resources === undefined && error === null && (
        <Loading heights={[32, 32, 32, 32]} label="the resources" />
      )}
      {resources?.length === 0 && (
        <EmptyState sentence="This clinic has no rooms, devices, nurses or bays yet." />
      )}
      {resources !== undefined && resources.length > 0 && (
        <TableFrame label="Resources">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Kind</th>
              <th scope="col">Skills</th>
              <th scope="col">State</th>
              {onChange !== undefined && (
                <th scope="col" className={table['act']}>
                  Actions
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {resources.map((resource) => (
              <tr key={resource.id}>
                <th scope="row">{resource.name}</th>
                <td>{kindNames[resource.kind]}</td>
                <td>{resource.skills.length === 0 ? '' : resource.skills.join(', ')}</td>
                <td>{resource.active ? 'in use' : 'out of use'}</td>
                {onChange !== undefined && (
                  <td className={table['act']}>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`Change ${resource.name}`}
                      onClick={() => onChange(resource)}
                    >
                      Change
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </Panel>
  );
}
