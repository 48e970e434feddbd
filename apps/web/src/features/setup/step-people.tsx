import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import type { ClinicView } from '@lull/contracts';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { StepProps } from './setup-step.js';
import { addResources } from './setup.queries.js';
import { StepForm } from './step-form.js';
import { useStep } from './use-step.js';
import classes from './setup.module.css';

interface StepPeopleProps extends StepProps {
  readonly clinic: ClinicView;
}

/** Physicians as sessions hold them, by name; whoever signs in is invited. */
export function StepPeople({
  clinic,
  setup,
  memberName,
  physician,
  renderInvite,
  renderSettings,
  onNext,
}: StepPeopleProps) {
  const standing = clinic.resources.filter(({ kind }) => kind === 'physician');
  const done = setup.steps.some(({ step, state }) => step === 'people' && state === 'done');
  const [names, setNames] = useState<readonly string[]>(done ? [] : [physician ? memberName : '']);
  const typed = names.map((name) => name.trim()).filter((name) => name !== '');
  const save = useStep(
    () =>
      addResources(
        clinic.id,
        typed.map((name) => ({ kind: 'physician' as const, name })),
      ),
    'The physicians stand.',
    onNext,
  );
  return (
    <StepForm
      saving={save}
      deed={typed.length === 0 && done ? 'Go on' : 'Save and go on'}
      onSend={() => (typed.length === 0 && done ? onNext() : save.mutate(undefined))}
    >
      <fieldset className={classes['group']}>
        <legend>Physicians</legend>
        {standing.length > 0 && (
          <p className={classes['quiet']}>Stand already: {standing.map(({ name }) => name).join(', ')}</p>
        )}
        {names.map((name, index) => (
          <div key={index} className={classes['line']}>
            <TextInput
              aria-label={`Physician ${standing.length + index + 1}`}
              placeholder="Dr. Ines Halloran"
              maxLength={80}
              value={name}
              onChange={({ currentTarget: { value } }) =>
                setNames(names.map((each, at) => (at === index ? value : each)))
              }
            />
            <ActionIcon
              variant="default"
              size={34}
              aria-label={`Take physician ${standing.length + index + 1} away`}
              onClick={() => setNames(names.filter((_, at) => at !== index))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        <div>
          <Button size="compact-sm" variant="default" onClick={() => setNames([...names, ''])}>
            Add a physician
          </Button>
        </div>
      </fieldset>
      <fieldset className={classes['group']}>
        <legend>Members</legend>
        <p className={classes['quiet']}>
          Whoever signs in is invited by e-mail, in one or more roles; you can do so at any time. A
          physician's sign-in is joined to the physician under{' '}
          {renderSettings('/settings/resources', 'Rooms, equipment and people')}.
        </p>
        <Group>{renderInvite('Invite a member')}</Group>
      </fieldset>
    </StepForm>
  );
}
