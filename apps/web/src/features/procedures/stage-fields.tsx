import { ActionIcon, Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { furthestEdgeMinutes, mostOfOneNeed, resourceKinds } from '@lull/domain';
import { IconTrash } from '@tabler/icons-react';
import { fieldsOf } from '../../ui/form-fields.js';
import type { FormFault } from '../../ui/form-summary.js';
import { stageWords } from '../../ui/visit-stages.js';
import { kindNames } from './procedure-words.js';
import { edgeRelations, need, type EdgeDraft, type NeedDraft, type StageDraft } from './profile-draft.js';
import classes from './procedures.module.css';

interface StageFieldsProps {
  readonly stage: StageDraft;
  /** Where it stands in the profile; the fields are named after it. */
  readonly index: number;
  readonly faults: readonly FormFault[];
  readonly onChange: (stage: StageDraft) => void;
  /** Absent: a visit cannot be without it. */
  readonly onRemove?: () => void;
}

const relationWords = {
  'before-start': 'before the start',
  'after-start': 'after the start',
  'before-end': 'before the end',
  'after-end': 'after the end',
} as const;

const knownSkills = ['fluoroscopy', 'ultrasound', 'recovery'];
const skillsId = 'known-skills';
const whole = (value: string | number): number | '' => (typeof value === 'number' ? value : '');

/** One stage: when it begins and ends, and what it holds. The procedure is the session: it has no edges of its own. */
export function StageFields({ stage, index, faults, onChange, onRemove }: StageFieldsProps) {
  const name = stageWords[stage.kind] ?? stage.kind;
  const { errorOf, field } = fieldsOf(faults);
  const at = `stages.${index}`;
  const setNeed = (of: number, changes: Partial<NeedDraft>): void =>
    onChange({ ...stage, needs: stage.needs.map((each, i) => (i === of ? { ...each, ...changes } : each)) });
  const ofStage = errorOf(`${at}.kind`) ?? errorOf(`${at}.needs`);
  return (
    <fieldset className={classes['stage']} data-stage={stage.kind}>
      <legend>{name}</legend>
      {stage.kind === 'procedure' ? (
        <p className={classes['quiet']}>From the start of the session to its end.</p>
      ) : (
        <div className={classes['edges']}>
          <EdgeFields
            label="Begins"
            edge={stage.from}
            field={field(`${at}.from`)}
            onChange={(from) => onChange({ ...stage, from })}
          />
          <EdgeFields
            label="Ends"
            edge={stage.to}
            field={field(`${at}.to`)}
            onChange={(to) => onChange({ ...stage, to })}
          />
        </div>
      )}
      <datalist id={skillsId}>
        {knownSkills.map((skill) => (
          <option key={skill} value={skill}>
            {skill}
          </option>
        ))}
      </datalist>
      {stage.needs.map((each, of) => (
        <div key={of} className={classes['need']}>
          <NumberInput
            label="Count"
            {...field(`${at}.needs.${of}.count`)}
            min={1}
            max={mostOfOneNeed}
            allowDecimal={false}
            value={each.count}
            onChange={(value) => setNeed(of, { count: whole(value) })}
          />
          <NativeSelect
            label="Holds"
            {...field(`${at}.needs.${of}.resourceKind`)}
            data={resourceKinds.map((value) => ({ value, label: kindNames[value] }))}
            value={each.resourceKind}
            onChange={({ currentTarget }) =>
              setNeed(of, {
                resourceKind: resourceKinds.find((kind) => kind === currentTarget.value) ?? each.resourceKind,
              })
            }
          />
          <TextInput
            label="With skill"
            {...field(`${at}.needs.${of}.skill`)}
            placeholder="any"
            maxLength={40}
            list={skillsId}
            value={each.skill}
            disabled={each.resourceKind === 'patient'}
            onChange={({ currentTarget }) => setNeed(of, { skill: currentTarget.value })}
          />
          <ActionIcon
            variant="default"
            size={34}
            aria-label={`${name}: no ${kindNames[each.resourceKind]}`}
            onClick={() => onChange({ ...stage, needs: stage.needs.filter((_, i) => i !== of) })}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {ofStage !== undefined && <p className={classes['fault']}>{ofStage}</p>}
      <div className={classes['stageActions']}>
        <Button
          id={`field-${at}.needs`}
          size="compact-sm"
          variant="default"
          onClick={() => onChange({ ...stage, needs: [...stage.needs, need('nurse')] })}
        >
          Hold something more
        </Button>
        {onRemove !== undefined && (
          <Button size="compact-sm" variant="default" onClick={onRemove}>
            Leave out {name.toLowerCase()}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

interface EdgeFieldsProps {
  readonly label: string;
  readonly edge: EdgeDraft;
  readonly field: { readonly id: string; readonly error: string | undefined };
  readonly onChange: (edge: EdgeDraft) => void;
}

function EdgeFields({ label, edge, field, onChange }: EdgeFieldsProps) {
  return (
    <div className={classes['edge']}>
      <NumberInput
        label={`${label}, minutes`}
        {...field}
        min={0}
        max={furthestEdgeMinutes}
        allowDecimal={false}
        value={edge.minutes}
        onChange={(value) => onChange({ ...edge, minutes: whole(value) })}
      />
      <NativeSelect
        label={`${label}, counted`}
        data={edgeRelations.map((value) => ({ value, label: relationWords[value] }))}
        value={edge.relation}
        onChange={({ currentTarget }) =>
          onChange({
            ...edge,
            relation: edgeRelations.find((each) => each === currentTarget.value) ?? edge.relation,
          })
        }
      />
    </div>
  );
}
