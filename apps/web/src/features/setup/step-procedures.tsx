import { Checkbox, Stack } from '@mantine/core';
import type { ClinicView } from '@lull/contracts';
import { procedureCatalogue } from '@lull/domain';
import { useState } from 'react';
import type { StepProps } from './setup-step.js';
import { addProcedures } from './setup.queries.js';
import { StepForm } from './step-form.js';
import { useStep } from './use-step.js';
import classes from './setup.module.css';

interface StepProceduresProps extends StepProps {
  readonly clinic: ClinicView | null;
}

export function StepProcedures({ clinic, setup, renderSettings, onNext }: StepProceduresProps) {
  const standing = new Set(clinic?.procedureTypes.map(({ code }) => code));
  const done = setup.steps.some(({ step, state }) => step === 'procedures' && state === 'done');
  const [chosen, setChosen] = useState<readonly string[]>(done ? [] : ['LSB']);
  const nurses = clinic?.resources.some(({ kind }) => kind === 'sedation-nurse') === true;
  const save = useStep(
    () => addProcedures(procedureCatalogue.filter(({ code }) => chosen.includes(code))),
    'The procedures stand.',
    onNext,
  );
  return (
    <StepForm
      saving={save}
      onSend={() => (chosen.length === 0 && done ? onNext() : save.mutate(undefined))}
      deed={chosen.length === 0 && done ? 'Go on' : 'Save and go on'}
    >
      <Checkbox.Group
        label="What you do"
        value={[...chosen, ...standing]}
        onChange={(values) => setChosen(values.filter((code) => !standing.has(code)))}
      >
        <Stack gap="xs" mt={6}>
          {procedureCatalogue.map(({ code, name, region, durationMinutes }) => (
            <Checkbox
              key={code}
              value={code}
              disabled={standing.has(code)}
              label={`${name} (${code})`}
              description={`${region}; ${durationMinutes} minutes under X-ray with contrast${standing.has(code) ? '; stands' : ''}`}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <p className={classes['quiet']}>
        Each visit holds a bay to prepare, then room, physician and C-arm, ten minutes to turn the room over,
        and a bay to recover, longer with sedation. These are defaults, to be confirmed by your physicians;
        they are drawn and changed under {renderSettings('/settings/procedures', 'Procedures')}, where others
        are added.
        {!nurses && ' Moderate and deep sedation can be booked once you have a nurse who watches it.'}
      </p>
    </StepForm>
  );
}
