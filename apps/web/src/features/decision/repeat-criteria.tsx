import type { RepeatCriteriaView } from '@lull/contracts';
import { criterionStatusTexts } from '@lull/contracts/plain';
import { IconCircleCheck, IconCircleX, IconQuestionMark, type Icon } from '@tabler/icons-react';
import { dateText } from '../../ui/clock.js';
import classes from './decision.module.css';

type Criterion = RepeatCriteriaView['criteria'][number];

const icons: Readonly<Record<Criterion['status'], Icon>> = {
  met: IconCircleCheck,
  'not-met': IconCircleX,
  'not-known': IconQuestionMark,
};

/** What the payer asks for before another injection, and whether it is so. It informs; it refuses nothing. */
export function RepeatCriteria({
  repeat: { payer, rule, criteria },
}: {
  readonly repeat: RepeatCriteriaView;
}) {
  return (
    <section aria-label="What the payer asks for">
      <h3 className={classes['title']}>{payer} asks before another injection</h3>
      {rule === null && (
        <p className={classes['small']}>
          The clinic has written down no rule of this payer: what it asks is not known.
        </p>
      )}
      {rule !== null && criteria.length === 0 && (
        <p className={classes['small']}>Nothing that is written down.</p>
      )}
      {criteria.length > 0 && (
        <ul className={classes['lines']}>
          {criteria.map(({ code, status, detail }) => {
            const Symbol = icons[status];
            return (
              <li key={code} className={classes['criterion']} data-status={status}>
                <Symbol size={15} stroke={2} aria-hidden />
                <span>
                  {detail}: <strong>{criterionStatusTexts[status]}</strong>
                </span>
              </li>
            );
          })}
        </ul>
      )}
      {rule !== null && (
        <p className={classes['small']}>
          {rule.source}, from {dateText(rule.validFrom)}
        </p>
      )}
    </section>
  );
}
