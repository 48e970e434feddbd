import { Button, NativeSelect, NumberInput, Radio, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { CheckSessionRequest, ClinicView, SeriesView, SessionView } from '@lull/contracts';
import { problemTexts, sedationLevels } from '@lull/contracts/plain';
import { civilDateAt, clockText, isCivilDate, wallTimeAt } from '@lull/domain';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { isProblem, sentenceOf } from '../../api/problem.js';
import { dateText, useMinute } from '../../ui/clock.js';
import { ClockTimeField } from '../../ui/clock-time-field.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { dateToBeginWith, draftOfMove, emptyDraft, questionOf, startOfDraft, type BookingDraft, type BookingStart } from './booking-draft.js';
import { checkQuery } from './booking.queries.js';
import { CheckAnswer } from './check-answer.js';
import { ChooseSeries, ChosenSeries } from './choose-series.js';
import { useBooking } from './use-booking.js';
import classes from './booking.module.css';

interface BookingFormProps {
  readonly clinic: ClinicView;
  readonly start: BookingStart;
  readonly fixedSeries: SeriesView | null;
  readonly moved: SessionView | null;
  readonly onDone: (session: SessionView) => void;
  readonly onClose: () => void;
}

/** How long somebody types before the server is asked. */
const pauseMs = 200;

export function BookingForm({ clinic, start, fixedSeries, moved, onDone, onClose }: BookingFormProps) {
  const member = useOwnSignIn();
  const form = useRef<HTMLFormElement>(null);
  const [series, setSeries] = useState(fixedSeries);
  const [draft, setDraft] = useState(() => firstDraft(clinic, start, fixedSeries, moved));
  const change = (part: Partial<BookingDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const chooseSeries = (chosen: SeriesView | null): void => {
    setSeries(chosen);
    if (chosen !== null) setDraft((before) => (before.date === '' ? { ...before, ...dateToBeginWith(chosen, clinic, Date.now()) } : before));
  };

  const question = questionOf(draft, clinic, series, moved?.id ?? null);
  const [asked] = useDebouncedValue(JSON.stringify(question), pauseMs);
  const check = useQuery(checkQuery(JSON.parse(asked) as CheckSessionRequest | null));
  const behind = asked !== JSON.stringify(question) || check.isFetching;
  const answer = question === null ? undefined : check.data;
  const booking = useBooking(moved, clinic, onDone);
  const possible = question !== null && answer?.accepted === true && !behind;
  const nameOf = (id: string) => clinic.resources.find((resource) => resource.id === id)?.name ?? 'unknown';
  const submit = (): void => {
    if (question !== null && !booking.pending) booking.send(question);
  };

  useCtrlEnter(form, () => form.current?.requestSubmit());

  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (possible) submit();
      }}
    >
      <Stack gap="md">
        {booking.error !== null && <Refused error={booking.error} />}
        {fixedSeries === null ? <ChooseSeries series={series} onSeries={chooseSeries} /> : <FixedSeries series={fixedSeries} moved={moved} zone={clinic.timeZone} />}
        <WhenAndWhere clinic={clinic} series={series} draft={draft} onChange={change} />
        <SedationChoice series={series} draft={draft} onChange={change} />
        {check.error !== null && question !== null && (
          <ProblemNotice
            sentence={sentenceOf(check.error)}
            code={isProblem(check.error) ? check.error.code : null}
            onRetry={() => void check.refetch()}
          />
        )}
        {question === null && series === null && <Text size="sm" c="dimmed">Choose the patient to see whether this time is possible.</Text>}
        <CheckAnswer
          answer={answer}
          asking={question !== null && behind}
          zone={clinic.timeZone}
          nameOf={nameOf}
          overrides={draft.overrides}
          mayOverride={member.may('session', 'override')}
          onOverrides={(overrides) => change({ overrides })}
          onFreeTime={({ start: at, roomId, physicianId }) => {
            const wall = wallTimeAt(at, clinic.timeZone);
            change({ date: wall.slice(0, 10), time: wall.slice(11), occurrence: null, roomId, physicianId, overrides: [] });
          }}
        />
        <div className={classes['foot']}>
          <span className={classes['hint']}>Ctrl+Enter</span>
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button type="submit" loading={booking.pending} disabled={!possible}>
            {moved === null ? 'Book' : 'Move'}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** Ctrl+Enter (Cmd+Enter) anywhere in the form presses its button. */
function useCtrlEnter(form: RefObject<HTMLFormElement | null>, press: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      press();
    };
    const element = form.current;
    element?.addEventListener('keydown', listen);
    return () => element?.removeEventListener('keydown', listen);
  });
}

function firstDraft(clinic: ClinicView, start: BookingStart, series: SeriesView | null, moved: SessionView | null): BookingDraft {
  if (moved !== null) return draftOfMove(clinic, moved, start);
  const draft = emptyDraft(clinic, start, Date.now());
  return series === null || start.at !== undefined ? draft : { ...draft, ...dateToBeginWith(series, clinic, Date.now()) };
}

/** A booking that was refused after all: every reason, with what was typed still there. */
function Refused({ error }: { readonly error: Error }) {
  if (!isProblem(error)) return <ProblemNotice sentence={sentenceOf(error)} />;
  return error.errors.length === 0 ? (
    <ProblemNotice sentence={error.message} code={error.code} />
  ) : (
    <>
      {error.errors.map(({ code, detail }) => (
        <ProblemNotice key={`${code} ${detail}`} sentence={detail} code={code} />
      ))}
    </>
  );
}

function FixedSeries({ series, moved, zone }: { readonly series: SeriesView; readonly moved: SessionView | null; readonly zone: string }) {
  return (
    <div>
      <Text fw={600}>{series.patientName}</Text>
      <ChosenSeries series={series} />
      {moved !== null && (
        <Text size="sm" mt={6}>
          Now: {clockText(moved.start, zone)}
          {moved.state === 'confirmed' && '. The patient has confirmed this time; a move voids that.'}
        </Text>
      )}
    </div>
  );
}

interface DraftPartProps {
  readonly series: SeriesView | null;
  readonly draft: BookingDraft;
  readonly onChange: (part: Partial<BookingDraft>) => void;
}

function WhenAndWhere({ clinic, series, draft, onChange }: DraftPartProps & { readonly clinic: ClinicView }) {
  const now = useMinute();
  const start = startOfDraft(draft, clinic.timeZone);
  const refusal = start?.accepted === false ? start.refusals[0] : undefined;
  const choices = (kind: 'room' | 'physician') => clinic.resources.filter((resource) => resource.kind === kind).map(({ id, name }) => ({ value: id, label: name }));
  const usual = clinic.procedureTypes.find(({ id }) => id === series?.procedureTypeId)?.durationMinutes;
  return (
    <div className={classes['fields']}>
      <TextInput
        label="Date"
        type="date"
        required
        withAsterisk={false}
        description={isCivilDate(draft.date) ? dateText(draft.date) : null}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        min={civilDateAt(now, clinic.timeZone)}
        value={draft.date}
        onChange={({ currentTarget }) => onChange({ date: currentTarget.value, occurrence: null, overrides: [] })}
      />
      <ClockTimeField
        label="Time"
        value={draft.time}
        error={refusal !== undefined && refusal.code !== 'time.local-time-ambiguous' ? problemTexts[refusal.code].detail(refusal.facts) : null}
        onChange={(time) => onChange({ time, occurrence: null, overrides: [] })}
      />
      <NumberInput
        label="Minutes"
        min={5}
        max={240}
        step={5}
        allowDecimal={false}
        placeholder={usual === undefined ? '' : String(usual)}
        value={draft.durationMinutes ?? ''}
        onChange={(value) => onChange({ durationMinutes: typeof value === 'number' ? value : null })}
      />
      {refusal?.code === 'time.local-time-ambiguous' && (
        <Radio.Group
          className={classes['wide'] ?? ''}
          label="The clocks go back: this time comes twice. Which one?"
          value={draft.occurrence}
          onChange={(value) => onChange({ occurrence: value === 'second' ? 'second' : 'first' })}
        >
          <Radio value="first" label={clockText(Number(refusal.facts['first']), clinic.timeZone)} mt={4} />
          <Radio value="second" label={clockText(Number(refusal.facts['second']), clinic.timeZone)} mt={4} />
        </Radio.Group>
      )}
      <NativeSelect label="Room" data={choices('room')} value={draft.roomId} onChange={({ currentTarget }) => onChange({ roomId: currentTarget.value, overrides: [] })} />
      <NativeSelect
        label="Physician"
        style={{ gridColumn: 'span 2' }}
        data={series === null && draft.physicianId === '' ? [{ value: '', label: "the series' physician" }, ...choices('physician')] : choices('physician')}
        value={draft.physicianId === '' ? (series?.physicianId ?? '') : draft.physicianId}
        onChange={({ currentTarget }) => onChange({ physicianId: currentTarget.value, overrides: [] })}
      />
    </div>
  );
}

/** Sedation is a mode: a change from the plan is said in words, and its stages and fasting stand below (product rule 3). */
function SedationChoice({ series, draft, onChange }: DraftPartProps) {
  const planned = series?.sedation ?? null;
  const chosen = draft.sedation ?? planned;
  if (chosen === null) return null;
  return (
    <div>
      <h3 className={classes['small-title']} id="sedation">
        Sedation
      </h3>
      <SegmentedControl
        fullWidth
        aria-labelledby="sedation"
        data={[...sedationLevels]}
        value={chosen}
        onChange={(value) => onChange({ sedation: value === planned ? null : value })}
      />
      {planned !== null && chosen !== planned && (
        <Text size="sm" mt={4} fw={600} c="var(--lull-amber)">
          Changed: the series plans {planned}, this session {chosen}. Stages, fasting and escort below follow.
        </Text>
      )}
    </div>
  );
}
