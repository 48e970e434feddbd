import { totalAnaesthetic } from '@lull/domain';
import { anaestheticDoses, type DrugDraft } from './drug-draft.js';
import classes from './drug-fields.module.css';

interface AnaestheticTotalProps {
  readonly rows: readonly DrugDraft[];
  readonly weightKg: number | null;
}

/** Milligrams of every local anaesthetic of this side against the maximum for the weight; without a weight it is not known. */
export function AnaestheticTotal({ rows, weightKg }: AnaestheticTotalProps) {
  const { doses, complete } = anaestheticDoses(rows);
  if (doses.length === 0) return null;
  const { drugs, verdict, shareOfMaximum } = totalAnaesthetic(doses, weightKg);
  const share =
    shareOfMaximum === null
      ? null
      : `${Math.round(shareOfMaximum * 100)} % of the maximum for ${weightKg ?? '?'} kg`;
  const known = verdict === 'exceeds' || complete;
  return (
    <output className={classes['total']} data-verdict={verdict}>
      {drugs.map(({ drug, totalMg }) => `${Number(totalMg.toFixed(3))} mg ${drug}`).join(' + ')} on this side:{' '}
      {verdict === 'exceeds' && (
        <strong>
          more than the maximum for {weightKg} kg{share !== null && ` (${share})`}.
        </strong>
      )}
      {known && verdict === 'within' && `${share ?? ''}.`}
      {known &&
        verdict === 'unknown' &&
        (weightKg === null
          ? 'the share of the maximum is not known, because the weight is not recorded.'
          : 'the share of the maximum is not known, because no maximum is set for a drug.')}
      {!known && 'the share of the maximum is not known, because an amount is not written down.'}
    </output>
  );
}
