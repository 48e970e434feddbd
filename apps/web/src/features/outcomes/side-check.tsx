import type { InjectionView, Side } from '@lull/contracts';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import notice from '../../ui/notice.module.css';
import { sideWord } from '../../ui/side-word.js';

interface SideCheckProps {
  readonly chosen: 'left' | 'right' | null;
  readonly planned: Side;
  /** The records of this session that stand beside this one. */
  readonly standing: readonly InjectionView[];
  /** The way to correct a record. */
  readonly renderCorrection: (injection: InjectionView) => ReactNode;
}

/** What is wrong with the chosen side, said as soon as it is chosen (hazard H1). The server stays the judge of it. */
export function SideCheck({ chosen, planned, standing, renderCorrection }: SideCheckProps) {
  if (chosen === null) return null;
  const recorded = standing.find(({ side }) => side === chosen);
  const unplanned = planned !== 'both' && planned !== chosen;
  if (!unplanned && recorded === undefined) return null;
  return (
    <div className={notice['bad']} role="alert">
      <IconAlertTriangle size={22} aria-hidden />
      <div className={notice['text']}>
        {unplanned && (
          <div>
            <strong>
              Wrong side: {sideWord(chosen)} is chosen, {sideWord(planned)} is planned.
            </strong>{' '}
            Stop and check the patient, the order and the consent.
          </div>
        )}
        {recorded !== undefined && (
          <div>
            <strong>{sideWord(chosen)} is recorded already</strong> for this session.{' '}
            {renderCorrection(recorded)}
          </div>
        )}
      </div>
    </div>
  );
}
