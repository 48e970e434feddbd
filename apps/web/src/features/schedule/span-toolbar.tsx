import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ClinicView } from '@lull/contracts';
import { useActions } from '../../ui/actions.js';
import classes from './toolbar.module.css';

interface SpanToolbarProps {
  /** What the arrows step over. */
  readonly span: 'week' | 'month';
  readonly clinics: readonly ClinicView[];
  readonly clinicId: string;
  readonly isNow: boolean;
  /** So many spans on, or to the one in which today lies. */
  readonly onStep: (by: 1 | -1 | 'today') => void;
  readonly onClinic: (clinicId: string) => void;
}

/** Leafing through weeks and months as through days: T, J, K. */
export function SpanToolbar({ span, clinics, clinicId, isNow, onStep, onClinic }: SpanToolbarProps) {
  useActions(span === 'week' ? 'Week' : 'Month', [
    { words: span === 'week' ? 'This week' : 'This month', key: 't', act: () => onStep('today') },
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
        <Button variant="default" size="sm" disabled={isNow} onClick={() => onStep('today')}>
          {span === 'week' ? 'This week' : 'This month'}
        </Button>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={`The ${span} after (J)`}
          onClick={() => onStep(1)}
        >
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
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
