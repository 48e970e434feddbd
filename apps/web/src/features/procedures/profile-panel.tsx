import { Button, Group, NativeSelect, SegmentedControl } from '@mantine/core';
import type { ProcedureTypeSettingsView, ProfileBookingView, Sedation } from '@lull/contracts';
import { sedationLevels } from '@lull/domain';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { EmptyState } from '../../ui/empty-state.js';
import { Panel } from '../../ui/panel.js';
import { stageWords } from '../../ui/visit-stages.js';
import { edgeWords, levelWords, needWords } from './procedure-words.js';
import { profileBookingsQuery } from './procedures.queries.js';
import { ProfileBookings } from './profile-bookings.js';
import { ProfileForm } from './profile-form.js';
import { withStage, stagesOf } from './profile-draft.js';
import { VisitPicture } from './visit-picture.js';
import classes from './procedures.module.css';

interface ProfilePanelProps {
  readonly type: ProcedureTypeSettingsView;
  readonly sedation: Sedation;
  readonly editing: boolean;
  readonly mayChange: boolean;
  readonly renderSession: (session: ProfileBookingView) => ReactNode;
  readonly onLevel: (sedation: Sedation) => void;
  readonly onEdit: (editing: boolean) => void;
}

/** What a visit of one procedure holds at one sedation level, drawn and in words. */
export function ProfilePanel({
  type,
  sedation,
  editing,
  mayChange,
  renderSession,
  onLevel,
  onEdit,
}: ProfilePanelProps) {
  const profile = type.profiles.find((each) => each.sedation === sedation) ?? null;
  const [copiedFrom, setCopiedFrom] = useState<string>('');
  const source = type.profiles.find((each) => each.sedation === copiedFrom) ?? type.profiles.at(-1);
  const { data: booked } = useQuery({
    ...profileBookingsQuery(profile ?? { id: '', version: 0, procedureTypeId: '', sedation, stages: [] }),
    enabled: mayChange && profile !== null,
  });
  return (
    <Panel
      title="What a visit holds"
      note="By sedation level. Bookings and moves hold by it; a session that stands keeps its holds."
      actions={
        mayChange &&
        !editing &&
        profile !== null && (
          <Button variant="default" onClick={() => onEdit(true)}>
            Change this profile
          </Button>
        )
      }
    >
      <SegmentedControl
        aria-label="Sedation level"
        disabled={editing}
        data={sedationLevels.map((value) => ({ value, label: levelWords[value] }))}
        value={sedation}
        onChange={(value) => onLevel(sedationLevels.find((each) => each === value) ?? sedation)}
        mb="md"
      />
      {editing && (profile !== null || mayChange) && (
        <ProfileForm
          key={`${type.id} ${sedation}`}
          type={type}
          sedation={sedation}
          profile={profile}
          copied={source?.stages ?? usualStages()}
          renderSession={renderSession}
          onEnd={() => onEdit(false)}
        />
      )}
      {!editing && profile === null && (
        <EmptyState
          sentence={`${type.code} cannot be booked with this sedation level: nobody has said yet what such a visit holds.`}
          action={
            mayChange && (
              <Group align="end">
                {type.profiles.length > 0 && (
                  <NativeSelect
                    label="Begin with the stages of"
                    value={source?.sedation ?? ''}
                    data={type.profiles.map(({ sedation: value }) => ({ value, label: levelWords[value] }))}
                    onChange={({ currentTarget }) => setCopiedFrom(currentTarget.value)}
                  />
                )}
                <Button onClick={() => onEdit(true)}>Say what it holds</Button>
              </Group>
            )
          }
        />
      )}
      {!editing && profile !== null && (
        <>
          <div className={classes['shown']}>
            <VisitPicture stages={profile.stages} durationMinutes={type.durationMinutes} />
            <dl className={classes['words']}>
              {profile.stages.map((stage) => (
                <div key={stage.kind}>
                  <dt>{stageWords[stage.kind] ?? stage.kind}</dt>
                  <dd>
                    from {edgeWords(stage.from)} to {edgeWords(stage.to)}
                    <span>{stage.needs.map(needWords).join(', ')}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </div>
          {booked !== undefined && (
            <section aria-label="What is booked" className={classes['means']}>
              <h3>What is booked</h3>
              <ProfileBookings booked={booked} saved renderSession={renderSession} />
            </section>
          )}
        </>
      )}
    </Panel>
  );
}

/** Where there is nothing to copy. */
function usualStages() {
  const kinds = ['prepare', 'procedure', 'turnover', 'recover'] as const;
  const stages = kinds.reduce<ReturnType<typeof withStage>>((so, kind) => withStage(so, kind), []);
  return stagesOf({ stages }) ?? [];
}
