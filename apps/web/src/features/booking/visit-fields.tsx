import { NativeSelect, NumberInput, Radio, SegmentedControl, Text, TextInput } from '@mantine/core';
import type { ClinicView, SeriesView } from '@lull/contracts';
import { problemTexts, sedationLevels } from '@lull/contracts/plain';
import { civilDateAt, clockText, isCivilDate } from '@lull/domain';
import { resourceNames } from '../../api/clinics.js';
import { dateText, useMinute } from '../../ui/clock.js';
import { ClockTimeField } from '../../ui/clock-time-field.js';
import { startOfDraft, type BookingDraft } from './booking-draft.js';
import classes from './booking.module.css';
import { LengthOffer } from './length-offer.js';

interface VisitFieldProps {
  readonly series: SeriesView | null;
  readonly draft: BookingDraft;
  /** Physician, length or sedation: what a time must fit. */
  readonly onVisit: (part: Partial<BookingDraft>) => void;
}

interface WhenAndWhereProps extends VisitFieldProps {
  readonly clinic: ClinicView;
  /** Date, time or room: a time of one's own. */
  readonly onTime: (part: Partial<BookingDraft>) => void;
}

export function WhenAndWhere({ clinic, series, draft, onTime, onVisit }: WhenAndWhereProps) {
  const now = useMinute();
  const start = startOfDraft(draft, clinic.timeZone);
  const refusal = start?.accepted === false ? start.refusals[0] : undefined;
  const choices = (kind: 'room' | 'physician') =>
    clinic.resources
      .filter((resource) => resource.kind === kind)
      .map(({ id, name }) => ({ value: id, label: name }));
  const physicianId = draft.physicianId === '' ? (series?.physicianId ?? '') : draft.physicianId;
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
        onChange={({ currentTarget }) =>
          onTime({ date: currentTarget.value, occurrence: null, overrides: [] })
        }
      />
      <ClockTimeField
        label="Time"
        value={draft.time}
        error={
          refusal !== undefined && refusal.code !== 'time.local-time-ambiguous'
            ? problemTexts[refusal.code].detail(refusal.facts)
            : null
        }
        onChange={(time) => onTime({ time, occurrence: null, overrides: [] })}
      />
      <NumberInput
        label="Minutes"
        min={5}
        max={240}
        step={5}
        allowDecimal={false}
        placeholder={usual === undefined ? '' : String(usual)}
        value={draft.durationMinutes ?? ''}
        onChange={(value) => onVisit({ durationMinutes: typeof value === 'number' ? value : null })}
      />
      {refusal?.code === 'time.local-time-ambiguous' && (
        <Radio.Group
          className={classes['wide'] ?? ''}
          label="The clocks go back: this time comes twice. Which one?"
          value={draft.occurrence}
          onChange={(value) => onTime({ occurrence: value === 'second' ? 'second' : 'first' })}
        >
          <Radio value="first" label={clockText(Number(refusal.facts['first']), clinic.timeZone)} mt={4} />
          <Radio value="second" label={clockText(Number(refusal.facts['second']), clinic.timeZone)} mt={4} />
        </Radio.Group>
      )}
      <NativeSelect
        label="Room"
        data={choices('room')}
        value={draft.roomId}
        onChange={({ currentTarget }) => onTime({ roomId: currentTarget.value, overrides: [] })}
      />
      <NativeSelect
        label="Physician"
        style={{ gridColumn: 'span 2' }}
        data={
          series === null && draft.physicianId === ''
            ? [{ value: '', label: "the series' physician" }, ...choices('physician')]
            : choices('physician')
        }
        value={physicianId}
        onChange={({ currentTarget }) => onVisit({ physicianId: currentTarget.value })}
      />
      {series !== null && (
        <div className={classes['wide']}>
          <LengthOffer
            physicianId={physicianId}
            physicianName={resourceNames(clinic)(physicianId)}
            procedureTypeId={series.procedureTypeId}
            sedation={draft.sedation ?? series.sedation}
            minutes={draft.durationMinutes ?? usual ?? 0}
            onTake={(durationMinutes) => onVisit({ durationMinutes })}
          />
        </div>
      )}
    </div>
  );
}

/** Sedation is a mode: a change from the plan is said in words, and its stages and fasting stand below (product rule 3). */
export function SedationChoice({ series, draft, onVisit }: VisitFieldProps) {
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
        onChange={(value) => onVisit({ sedation: value === planned ? null : value })}
      />
      {planned !== null && chosen !== planned && (
        <Text size="sm" mt={4} fw={600} c="var(--lull-amber)">
          Changed: the series plans {planned}, this session {chosen}. Stages, fasting and escort below follow.
        </Text>
      )}
    </div>
  );
}
