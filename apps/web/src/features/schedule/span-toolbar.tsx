import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ClinicView } from '@lull/contracts';
import type { ReactNode } from 'react';
import { useActions } from '../../ui/actions.js';
import classes from './toolbar.module.css';

interface SpanToolbarProps {
  /** What the arrows step over. */
  readonly span: keyof typeof spanWords;
  readonly clinics: readonly ClinicView[];
  readonly clinicId: string;
  readonly isNow: boolean;
  /** So many spans on, or to the one in which today lies. */
  readonly onStep: (by: 1 | -1 | 'today') => void;
  readonly onClinic: (clinicId: string) => void;
  /** Between the arrows: a field that leads to any of them. */
  readonly children?: ReactNode;
}

const spanWords = {
  day: { group: 'Day', now: 'Today' },
  week: { group: 'Week', now: 'This week' },
  month: { group: 'Month', now: 'This month' },
} as const;

/** Leafing through days, weeks and months (T, J, K), and from clinic to clinic. */
export function SpanToolbar({
  span,
  clinics,
  clinicId,
  isNow,
  onStep,
  onClinic,
  children,
}: SpanToolbarProps) {
  const { group, now } = spanWords[span];
  useActions(group, [
    { words: now, key: 't', act: () => onStep('today') },
    { words: `Next ${span}`, key: 'j', act: () => onStep(1) },
    { words: `Previous ${span}`, key: 'k', act: () => onStep(-1) },
  ]);
  return (
    <>
      <div className={classes['dates']}>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={`The ${span} before (K)`}
          onClick={() => onStep(-1)}
        >
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        {children}
        <ActionIcon
          variant="default"
          size={32}
          aria-label={`The ${span} after (J)`}
          onClick={() => onStep(1)}
        >
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
        <Button variant="default" size="sm" disabled={isNow} onClick={() => onStep('today')}>
          {now}
        </Button>
      </div>
      {clinics.length > 1 && (
        <NativeSelect
          size="sm"
          aria-label="Clinic"
          value={clinicId}
          onChange={({ currentTarget }) => onClinic(currentTarget.value)}
          data={clinics.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </>
  );
}
