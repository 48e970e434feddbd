import type { SpineLevel } from '@lull/contracts';
import { kermaAreaGycm2, kermaAreaUnits, type DrugGiven, type KermaAreaUnit } from '@lull/domain';
import { Checkbox, NativeSelect, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { WallTimeField } from '../../ui/wall-time-field.js';
import { DrugFields } from './drug-fields.js';
import { needleOutMoved, needleOutOf, type InjectionDraft } from './injection-draft.js';
import classes from './injection-form.module.css';
import type { Moment } from './moment.js';
import { spineLevels } from './spine-levels.js';
import { TemperatureFields } from './temperature-fields.js';

interface ProcedureFieldsProps {
  readonly draft: InjectionDraft;
  readonly change: (change: Partial<InjectionDraft>) => void;
  readonly field: (name: string) => { id: string; error: string | undefined };
  readonly weightKg: number | null;
  readonly otherSideDrugs: readonly DrugGiven[];
  readonly usesContrast: boolean;
  /** Those that the procedure reaches. */
  readonly offeredLevels: readonly SpineLevel[];
}

/** What the X-ray machine shows at the end. */
const radiation = [
  { name: 'fluoroSeconds', label: 'Fluoroscopy time', unit: 's', max: 7200, allowDecimal: false },
  { name: 'airKermaMgy', label: 'Air kerma', unit: 'mGy', decimalScale: 3 },
] as const;

const written = (text: string): Moment => ({ text, recordedAt: null });

/** Where the needle was and when, what was given through it, and what was measured. */
export function ProcedureFields({
  draft,
  change,
  field,
  weightKg,
  otherSideDrugs,
  usesContrast,
  offeredLevels,
}: ProcedureFieldsProps) {
  // What a record that is corrected says is shown, whatever is offered today.
  const levels = spineLevels.filter((level) => offeredLevels.includes(level) || draft.levels.includes(level));
  const done = draft.status === 'completed';
  const needleOut = needleOutOf(draft);
  const writeNeedleIn = (text: string): void => {
    const [day = '', time = ''] = text.split('T');
    // The needle went in on the day it came out, unless somebody says otherwise.
    change({
      needleIn: written(
        day === '' && time !== '' && draft.needleIn.text === ''
          ? `${needleOut.text.split('T')[0] ?? ''}T${time}`
          : text,
      ),
    });
  };
  return (
    <Stack gap="lg">
      <Checkbox.Group
        {...field('levels')}
        label="Level"
        withAsterisk={done}
        value={[...draft.levels]}
        onChange={(value) => change({ levels: levels.filter((level) => value.includes(level)) })}
      >
        <div className={classes['row']}>
          {levels.map((level) => (
            <Checkbox key={level} value={level} label={level} />
          ))}
        </div>
      </Checkbox.Group>
      <div className={classes['needle']}>
        <WallTimeField
          {...field('needleInAt')}
          label="Needle in"
          description="If it was noted"
          required={false}
          seconds
          value={draft.needleIn.text}
          onChange={writeNeedleIn}
        />
        <WallTimeField
          {...field('needleOutAt')}
          label="Needle out"
          description={
            done
              ? `Relief is counted from it${draft.needleOutBegan === null ? '' : '; begun with the present time'}`
              : 'If it was noted'
          }
          required={done}
          seconds
          value={needleOut.text}
          onChange={(text) => change({ needleOut: written(text) })}
        />
        {needleOutMoved(draft) && (
          <TextInput
            {...field('needleOutReason')}
            label="Why another time than now"
            placeholder="Recorded after the patient had left"
            withAsterisk
            maxLength={200}
            value={draft.needleOutReason}
            onChange={({ currentTarget }) => change({ needleOutReason: currentTarget.value })}
          />
        )}
      </div>
      <DrugFields
        rows={draft.drugs}
        onChange={(drugs) => change({ drugs })}
        field={field}
        weightKg={weightKg}
        otherSideDrugs={otherSideDrugs}
        required={done}
      />
      {(usesContrast || draft.contrast !== null) && (
        <Radio.Group
          label="Contrast"
          value={draft.contrast}
          onChange={(value) => change({ contrast: value === 'yes' ? 'yes' : 'no' })}
        >
          <div className={classes['row']}>
            <Radio value="yes" label="Used" />
            <Radio value="no" label="Not used" />
          </div>
        </Radio.Group>
      )}
      <div className={classes['fields']}>
        {radiation.map(({ name, label, unit, ...limits }) => (
          <NumberInput
            key={name}
            {...field(name)}
            {...limits}
            label={label}
            suffix={` ${unit}`}
            placeholder={unit}
            min={0}
            value={draft[name]}
            onChange={(value) => change({ [name]: value })}
          />
        ))}
      </div>
      <KermaArea {...{ draft, change }} field={field('kermaAreaGycm2')} />
      <TemperatureFields {...{ draft, change }} errorOf={(name) => field(name).error} />
    </Stack>
  );
}

const unitWords: Readonly<Record<KermaAreaUnit, string>> = {
  Gycm2: 'Gy·cm²',
  dGycm2: 'dGy·cm²',
  Gym2: 'Gy·m²',
};

/** Devices tell it in three units: the unit is chosen beside the figure, and what is kept is shown at once (LEDGER-07). */
function KermaArea({
  draft: { kermaAreaGycm2: typed, kermaAreaUnit: unit },
  change,
  field,
}: Pick<ProcedureFieldsProps, 'draft' | 'change'> & {
  readonly field: { readonly id: string; readonly error: string | undefined };
}) {
  const kept = typeof typed === 'number' && unit !== 'Gycm2' ? kermaAreaGycm2(typed, unit) : null;
  return (
    <div className={classes['fields']}>
      <NumberInput
        {...field}
        label="Kerma-area product"
        min={0}
        decimalScale={unit === 'Gym2' ? 8 : 4}
        value={typed}
        onChange={(value) => change({ kermaAreaGycm2: value })}
      />
      <NativeSelect
        label="In"
        description={kept === null ? undefined : `${kept} Gy·cm² are kept`}
        data={kermaAreaUnits.map((each) => ({ value: each, label: unitWords[each] }))}
        value={unit}
        onChange={({ currentTarget }) =>
          change({ kermaAreaUnit: kermaAreaUnits.find((each) => each === currentTarget.value) ?? unit })
        }
      />
    </div>
  );
}
