import { NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import type { ClinicView, OutsideSessionView } from '@lull/contracts';
import { dateText, dateTimeText } from '../../ui/clock.js';
import { nameIn } from './block-time-words.js';
import classes from './block-time.module.css';
import { unsaid, type RehousingDraft, type RehousingDrafts } from './rehousing.js';

interface RehousingChoicesProps {
  readonly clinic: ClinicView;
  readonly sessions: readonly OutsideSessionView[];
  readonly drafts: RehousingDrafts;
  readonly onChange: (drafts: RehousingDrafts) => void;
}

/** For every session that loses its place: keep it, move it, or have it placed again. Nothing is chosen beforehand. */
export function RehousingChoices({ clinic, sessions, drafts, onChange }: RehousingChoicesProps) {
  return (
    <Stack gap="sm">
      {sessions.map((session) => (
        <Choice
          key={session.id}
          clinic={clinic}
          session={session}
          draft={drafts.get(session.id) ?? unsaid}
          onChange={(draft) => onChange(new Map([...drafts, [session.id, draft]]))}
        />
      ))}
    </Stack>
  );
}

function Choice({
  clinic,
  session,
  draft,
  onChange,
}: {
  readonly clinic: ClinicView;
  readonly session: OutsideSessionView;
  readonly draft: RehousingDraft;
  readonly onChange: (draft: RehousingDraft) => void;
}) {
  const { proposals } = session;
  return (
    <fieldset className={classes['outside']}>
      <legend>
        {session.patientName}, {dateTimeText(session.start, clinic.timeZone)}
      </legend>
      <p className={classes['quiet']}>
        born {dateText(session.birthDate)} · {session.procedureCode} · {nameIn(clinic, session.roomId)} ·{' '}
        {nameIn(clinic, session.physicianId)}
      </p>
      <Stack gap={6}>
        <Radio
          name={`rehouse-${session.id}`}
          label={proposals.length === 0 ? 'Move: no free time in nine weeks' : 'Move'}
          disabled={proposals.length === 0}
          checked={draft.how === 'move'}
          onChange={() => onChange({ ...draft, how: 'move' })}
        />
        {draft.how === 'move' && (
          <NativeSelect
            label="To"
            value={String(draft.proposal)}
            data={proposals.map((time, index) => ({
              value: String(index),
              label: `${dateTimeText(time.start, clinic.timeZone)}, ${nameIn(clinic, time.roomId)}`,
            }))}
            onChange={({ currentTarget }) => onChange({ ...draft, proposal: Number(currentTarget.value) })}
          />
        )}
        <Radio
          name={`rehouse-${session.id}`}
          label="Keep it where it is"
          checked={draft.how === 'keep'}
          onChange={() => onChange({ ...draft, how: 'keep' })}
        />
        {draft.how === 'keep' && (
          <TextInput
            label="Why it may stay"
            required
            maxLength={500}
            value={draft.reason}
            onChange={({ currentTarget }) => onChange({ ...draft, reason: currentTarget.value })}
          />
        )}
        <Radio
          name={`rehouse-${session.id}`}
          label="Cancel it: on the waitlist, with a task to place it again"
          checked={draft.how === 'waitlist'}
          onChange={() => onChange({ ...draft, how: 'waitlist' })}
        />
      </Stack>
    </fieldset>
  );
}
