import { Button, Group, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconShieldOff } from '@tabler/icons-react';
import type { ProblemReason } from '@lull/contracts';
import { useEffect, useRef, useState } from 'react';
import notice from '../../ui/notice.module.css';
import type { GivenOverride } from './booking-draft.js';
import classes from './booking.module.css';

interface ReasonsAgainstProps {
  readonly refusals: readonly ProblemReason[];
  readonly overrides: readonly GivenOverride[];
  readonly mayOverride: boolean;
  readonly onOverrides: (overrides: readonly GivenOverride[]) => void;
}

/** What is written beside a session that goes ahead without steroid (LEDGER-06). */
const withoutSteroid = 'Without steroid';

/** Every reason against a booking, those that may be set aside with a field for why, and those that were. */
export function ReasonsAgainst({ refusals, overrides, mayOverride, onOverrides }: ReasonsAgainstProps) {
  const give = (given: GivenOverride): void =>
    onOverrides([...overrides.filter(({ refusal }) => refusal.code !== given.refusal.code), given]);
  const takeBack = (code: string): void =>
    onOverrides(overrides.filter(({ refusal }) => refusal.code !== code));
  return (
    <>
      {refusals.length > 0 && (
        <ul className={classes['reasons']} aria-label="Reasons against it">
          {refusals.map((refusal) => (
            <RefusalRow
              key={`${refusal.code} ${refusal.detail}`}
              refusal={refusal}
              mayOverride={mayOverride}
              onGive={(reason) => give({ refusal, reason })}
            />
          ))}
        </ul>
      )}
      {overrides.map(({ refusal, reason }) => (
        <div key={refusal.code} className={notice['note']}>
          <IconShieldOff size={18} aria-hidden />
          <div className={notice['text']}>
            Set aside: {refusal.detail} <b>"{reason}"</b>
            <code className={notice['code']}>{refusal.code}</code>
          </div>
          <Button size="compact-sm" variant="default" onClick={() => takeBack(refusal.code)}>
            Take back
          </Button>
        </div>
      ))}
    </>
  );
}

interface RefusalRowProps {
  readonly refusal: ProblemReason;
  readonly mayOverride: boolean;
  readonly onGive: (reason: string) => void;
}

function RefusalRow({ refusal, mayOverride, onGive }: RefusalRowProps) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asking) input.current?.focus();
  }, [asking]);
  const give = (): void => {
    if (reason.trim() !== '') onGive(reason.trim());
  };
  return (
    <li className={notice['bad']}>
      <IconAlertTriangle size={18} aria-hidden />
      <div className={notice['text']}>
        {refusal.detail}
        {refusal.remedy !== undefined && <span className={classes['remedy']}> {refusal.remedy.detail}</span>}
        <code className={notice['code']}>{refusal.code}</code>
        {asking && (
          <Group gap="xs" mt={6} wrap="nowrap" align="flex-end">
            <TextInput
              className={classes['grow'] ?? ''}
              size="xs"
              label="Reason for the override (it is kept in the trail)"
              ref={input}
              maxLength={500}
              value={reason}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.ctrlKey) return;
                event.preventDefault();
                give();
              }}
            />
            <Button size="xs" disabled={reason.trim() === ''} onClick={give}>
              Set aside
            </Button>
          </Group>
        )}
      </div>
      {refusal.overridable === true &&
        mayOverride &&
        !asking &&
        refusal.code.startsWith('ledger.steroid-') && (
          <Button size="compact-sm" variant="default" onClick={() => onGive(withoutSteroid)}>
            Without steroid
          </Button>
        )}
      {refusal.overridable === true && mayOverride && !asking && (
        <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
          {refusal.code.startsWith('ledger.steroid-') ? 'With steroid' : 'Override'}
        </Button>
      )}
    </li>
  );
}
