import { anaestheticOverMaximum, anaestheticsOf, totalAnaesthetic, type DrugGiven } from '@lull/domain';
import { IconAlertTriangle } from '@tabler/icons-react';
import { mgText, percentOfMaximum } from './dose-words.js';
import { drugsGiven, type DrugDraft } from './drug-draft.js';
import classes from './drug-fields.module.css';

interface AnaestheticTotalProps {
  readonly rows: readonly DrugDraft[];
  /** What the other side was given in this session: its toxicity adds up (hazard H10). */
  readonly otherSideDrugs: readonly DrugGiven[];
  readonly weightKg: number | null;
}

/** Milligrams of every local anaesthetic of this side, and the session's share of the maximum for the weight; without a weight it is not known. */
export function AnaestheticTotal({ rows, otherSideDrugs, weightKg }: AnaestheticTotalProps) {
  const drugs = drugsGiven(rows);
  const here = anaestheticsOf(drugs).doses;
  if (here.length === 0) return null;
  const given = totalAnaesthetic(here, weightKg)
    .drugs.map(({ drug, totalMg }) => `${mgText(totalMg)} ${drug}`)
    .join(' + ');
  const over = anaestheticOverMaximum(drugs, otherSideDrugs, weightKg);
  if (over !== null) {
    return (
      <output className={classes['total']} data-verdict="exceeds">
        <IconAlertTriangle size={16} aria-hidden />
        <span>
          {given} on this side: <strong>above the maximum, {percentOfMaximum(over)}.</strong>
        </span>
      </output>
    );
  }
  const session = anaestheticsOf([...drugs, ...otherSideDrugs]);
  const { shareOfMaximum } = totalAnaesthetic(session.doses, weightKg);
  return (
    <output className={classes['total']}>
      {given} on this side:{' '}
      {shareOfMaximum !== null && session.complete
        ? `${session.doses.length > here.length ? 'with the other side ' : ''}${Math.round(shareOfMaximum * 100)} % of the maximum for ${weightKg ?? '?'} kg.`
        : unknownShare(session.complete, weightKg)}
    </output>
  );
}

function unknownShare(complete: boolean, weightKg: number | null): string {
  if (!complete) return 'the share of the maximum is not known, because an amount is not written down.';
  return weightKg === null
    ? 'the share of the maximum is not known, because the weight is not recorded.'
    : 'the share of the maximum is not known, because no maximum is set for a drug.';
}
