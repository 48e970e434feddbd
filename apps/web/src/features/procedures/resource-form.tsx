import { Checkbox, NativeSelect, NumberInput, TagsInput, TextInput } from '@mantine/core';
import type {
  AddResourceRequest,
  ChangeResourceRequest,
  ResourceSettingsView,
  StandingSessionView,
} from '@lull/contracts';
import { laneNames, mostLanes } from '@lull/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { isProblem } from '../../api/problem.js';
import { readAnew } from '../../api/read-anew.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { MemberOfPhysician } from './member-of-physician.js';
import { kindNames } from './procedure-words.js';
import { ResourceBookings } from './resource-bookings.js';
import { addResource, changeResource } from './procedures.queries.js';
import { SettingsForm } from './settings-form.js';
import classes from './procedures.module.css';

interface ResourceFormProps {
  readonly clinicId: string;
  /** Null: a further resource. */
  readonly resource: ResourceSettingsView | null;
  /** Those that stand already, to choose from. */
  readonly knownSkills: readonly string[];
  /** A link to the session on its day. */
  readonly renderSession: (session: StandingSessionView) => ReactNode;
  readonly onClose: () => void;
}

const addable: readonly AddResourceRequest['kind'][] = [
  'nurse',
  'sedation-nurse',
  'recovery-bay',
  'room',
  'c-arm',
  'physician',
];

/** A room, a device, a nurse or a bay with what it can do; a nurse who watches several patients has a lane for each. */
export function ResourceForm({ clinicId, resource, knownSkills, renderSession, onClose }: ResourceFormProps) {
  const [seen] = useState(resource);
  const [kind, setKind] = useState<AddResourceRequest['kind']>('nurse');
  const [name, setName] = useState(seen?.name ?? '');
  const [skills, setSkills] = useState<string[]>([...(seen?.skills ?? [])]);
  const [lanes, setLanes] = useState<number | ''>(1);
  const [active, setActive] = useState(seen?.active ?? true);
  const [memberId, setMemberId] = useState(seen?.member?.id ?? null);
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const save = useChange(
    async (
      body: ChangeResourceRequest & { kind: AddResourceRequest['kind']; lanes: number },
      key: string,
    ) => {
      const { kind: ofKind, lanes: count, ...said } = body;
      if (seen !== null) return changeResource(seen, said);
      return addResource(
        clinicId,
        { name, skills, kind: ofKind, ...(ofKind === 'nurse' && { lanes: count }) },
        key,
      );
    },
    async () => {
      announce(`${name} is saved.`);
      await readAnew(queryClient, 'settings');
      onClose();
    },
  );
  const { errorOf, field } = fieldsOf(faultsOf(save.error));
  const shared = seen === null && kind === 'nurse';
  const made = shared && lanes !== '' && lanes > 1 ? laneNames('nurse', name.trim(), lanes) : null;
  return (
    <SettingsForm
      saving={save}
      deed={seen === null ? 'Add' : 'Save'}
      incomplete={lanes === ''}
      onSend={() =>
        lanes !== '' &&
        save.mutate({
          kind,
          lanes,
          name,
          skills,
          ...(active !== seen?.active && { active }),
          ...(memberId !== (seen?.member?.id ?? null) && { memberId }),
        })
      }
      onClose={onClose}
    >
      {seen === null ? (
        <NativeSelect
          label="Kind"
          {...field('kind')}
          data={addable.map((value) => ({ value, label: kindNames[value] }))}
          value={kind}
          onChange={({ currentTarget }) =>
            setKind(addable.find((each) => each === currentTarget.value) ?? kind)
          }
        />
      ) : (
        <p className={classes['quiet']}>{kindNames[seen.kind]}</p>
      )}
      <TextInput
        label="Name"
        {...field('name')}
        required
        maxLength={80}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      {shared && (
        <NumberInput
          label="Watches how many patients at once"
          {...field('lanes')}
          description="One lane for each; a lane is booked like any other resource."
          min={1}
          max={mostLanes}
          allowDecimal={false}
          value={lanes}
          onChange={(value) => setLanes(typeof value === 'number' ? value : '')}
        />
      )}
      {made?.accepted === true && <p className={classes['quiet']}>Makes {made.value.join('; ')}.</p>}
      <TagsInput
        label="Skills"
        id="field-skills"
        error={errorOf('skills')}
        description="What a profile can ask for, such as fluoroscopy. Enter after each."
        data={[...knownSkills]}
        maxTags={12}
        value={skills}
        onChange={setSkills}
      />
      {seen?.kind === 'physician' && (
        <MemberOfPhysician
          member={seen.member}
          memberId={memberId}
          error={errorOf('memberId')}
          onChange={setMemberId}
        />
      )}
      {seen !== null && (
        <Checkbox
          id="field-active"
          label="In use"
          description="Out of use, it can no longer be booked."
          error={errorOf('active')}
          checked={active}
          onChange={({ currentTarget }) => setActive(currentTarget.checked)}
        />
      )}
      {seen !== null && isProblem(save.error, 'profile.resource-still-held') && (
        <ResourceBookings resource={seen} renderSession={renderSession} />
      )}
    </SettingsForm>
  );
}
