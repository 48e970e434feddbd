import { NumberInput, TextInput } from '@mantine/core';
import type { ClinicView } from '@lull/contracts';
import { useState } from 'react';
import type { StepProps } from './setup-step.js';
import { addResources, type NewResource } from './setup.queries.js';
import { StepForm } from './step-form.js';
import { useStep } from './use-step.js';
import classes from './setup.module.css';

type Kind = 'room' | 'c-arm' | 'recovery-bay' | 'sedation-nurse';

const kinds: readonly {
  readonly kind: Kind;
  readonly label: string;
  readonly one: string;
  readonly usual: number;
}[] = [
  { kind: 'room', label: 'Procedure rooms', one: 'Room', usual: 2 },
  { kind: 'c-arm', label: 'C-arms', one: 'C-arm', usual: 1 },
  { kind: 'recovery-bay', label: 'Bays to prepare and recover', one: 'Bay', usual: 4 },
  { kind: 'sedation-nurse', label: 'Nurses who watch sedation', one: 'Sedation nurse', usual: 1 },
];

interface StepRoomsProps extends StepProps {
  readonly clinic: ClinicView;
}

const most = 20;

export function StepRooms({ clinic, setup, renderSettings, onNext }: StepRoomsProps) {
  const done = setup.steps.some(({ step, state }) => step === 'rooms' && state === 'done');
  const [names, setNames] = useState<Readonly<Record<Kind, readonly string[]>>>(() => ({
    room: namesOf(clinic, 'room'),
    'c-arm': namesOf(clinic, 'c-arm'),
    'recovery-bay': namesOf(clinic, 'recovery-bay'),
    'sedation-nurse': namesOf(clinic, 'sedation-nurse'),
  }));
  const standing = (kind: Kind): number => clinic.resources.filter((each) => each.kind === kind).length;
  const save = useStep(
    () =>
      addResources(
        clinic.id,
        kinds.flatMap(({ kind }) =>
          names[kind].filter((name) => name.trim() !== '').map((name): NewResource => ({ kind, name })),
        ),
      ),
    'Rooms and equipment stand.',
    onNext,
  );
  return (
    <StepForm saving={save} onSend={() => save.mutate(undefined)} onNext={done ? onNext : undefined}>
      {kinds.map(({ kind, label, one }) => (
        <fieldset key={kind} className={classes['group']}>
          <legend className="visually-hidden">{label}</legend>
          <NumberInput
            label={label}
            min={standing(kind)}
            max={most}
            allowDecimal={false}
            maw={220}
            value={names[kind].length}
            onChange={(value) => {
              const count = Math.min(most, Math.max(standing(kind), Number(value) || 0));
              setNames({ ...names, [kind]: resized(names[kind], count, one) });
            }}
          />
          <div className={classes['names']}>
            {names[kind].map((name, index) => (
              <TextInput
                key={index}
                aria-label={`Name of ${one} ${index + 1}`}
                size="xs"
                maxLength={80}
                disabled={index < standing(kind)}
                value={name}
                onChange={({ currentTarget: { value } }) =>
                  setNames({ ...names, [kind]: names[kind].map((each, at) => (at === index ? value : each)) })
                }
              />
            ))}
          </div>
        </fieldset>
      ))}
      <p className={classes['quiet']}>
        What stands already is renamed under{' '}
        {renderSettings('/settings/resources', 'Rooms, equipment and people')}, where nurses with several
        patients and skills are added, too.
      </p>
    </StepForm>
  );
}

/** What stands; of what does not, as many as a small clinic has. */
function namesOf({ resources }: ClinicView, kind: Kind): string[] {
  const standing = resources.filter((each) => each.kind === kind).map(({ name }) => name);
  const { one, usual } = kinds.find((each) => each.kind === kind) ?? { one: '', usual: 0 };
  return standing.length > 0 ? standing : resized([], usual, one);
}

function resized(names: readonly string[], count: number, one: string): string[] {
  return Array.from({ length: count }, (_, index) => names[index] ?? `${one} ${index + 1}`);
}
