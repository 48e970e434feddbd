import { NumberInput, Select } from '@mantine/core';
import { doseMg, totalAnaesthetic } from '@lull/domain';
import { anaestheticKey, anaesthetics, sedatives, steroids } from './drug-catalogue.js';
import type { InjectionDraft } from './injection-draft.js';
import classes from './injection-form.module.css';

interface DrugFieldsProps {
  readonly draft: InjectionDraft;
  readonly change: (change: Partial<InjectionDraft>) => void;
  readonly field: (name: string) => { id: string; error: string | undefined };
  readonly weightKg: number | null;
  readonly sedated: boolean;
}

/** Drugs and strengths from lists, amounts with their unit beside them (hazards H10 and H25). */
export function DrugFields({ draft, change, field, weightKg, sedated }: DrugFieldsProps) {
  return (
    <>
      <div className={classes['fields']}>
        <Select
          {...field('anaesthetic')}
          label="Local anaesthetic"
          withAsterisk
          placeholder="Choose"
          data={anaesthetics.map((each) => ({ value: anaestheticKey(each), label: `${anaestheticKey(each)} %` }))}
          value={draft.anaesthetic}
          onChange={(anaesthetic) => change({ anaesthetic })}
        />
        <NumberInput {...field('anaestheticMl')} label="Volume" withAsterisk suffix=" mL" min={0} max={200} decimalScale={2} value={draft.anaestheticMl} onChange={(value) => change({ anaestheticMl: value })} />
      </div>
      <AnaestheticTotal draft={draft} weightKg={weightKg} />
      <div className={classes['fields']}>
        <Select
          {...field('steroid')}
          label="Steroid"
          withAsterisk
          placeholder="Choose"
          data={[{ value: 'none', label: 'none' }, ...steroids.map((value) => ({ value, label: value }))]}
          value={draft.steroid}
          onChange={(steroid) => change({ steroid, ...(steroid === 'none' && { steroidMg: '' }) })}
        />
        <NumberInput
          {...field('steroidMg')}
          label="Steroid dose"
          suffix=" mg"
          min={0}
          decimalScale={2}
          disabled={draft.steroid === null || draft.steroid === 'none'}
          value={draft.steroidMg}
          onChange={(value) => change({ steroidMg: value })}
        />
      </div>
      {sedated && (
        <div className={classes['fields']}>
          <Select {...field('sedative')} label="Sedative" clearable placeholder="Choose" data={[...sedatives]} value={draft.sedative} onChange={(sedative) => change({ sedative })} />
          <NumberInput {...field('sedativeMg')} label="Sedative dose" suffix=" mg" min={0} decimalScale={3} value={draft.sedativeMg} onChange={(value) => change({ sedativeMg: value })} />
        </div>
      )}
    </>
  );
}

/** Milligrams from percent and millilitres, against the maximum for the weight; without a weight it is not known. */
function AnaestheticTotal({ draft, weightKg }: { readonly draft: InjectionDraft; readonly weightKg: number | null }) {
  const chosen = anaesthetics.find((each) => anaestheticKey(each) === draft.anaesthetic);
  if (chosen === undefined || draft.anaestheticMl === '') return null;
  const dose = { drug: chosen.drug, percent: chosen.percent, volumeMl: Number(draft.anaestheticMl) };
  const { verdict, shareOfMaximum } = totalAnaesthetic([dose], weightKg);
  const share = shareOfMaximum === null ? '' : ` ${Math.round(shareOfMaximum * 100)} % of the maximum for ${weightKg ?? '?'} kg`;
  return (
    <output className={classes['total']} data-verdict={verdict}>
      {doseMg(dose)} mg {chosen.drug} on this side:
      {verdict === 'within' && <>{share}.</>}
      {verdict === 'exceeds' && <strong> more than the maximum for {weightKg} kg ({share.trim()}).</strong>}
      {verdict === 'unknown' && ' the share of the maximum is not known, because the weight is not recorded.'}
    </output>
  );
}
