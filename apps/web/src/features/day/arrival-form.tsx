import type { ArrivalStateView, ArrivalView, RecordArrivalRequest, SessionView, Side } from '@lull/contracts';
import { TextInput } from '@mantine/core';
import { tellingApart, type TellingApart } from '@lull/domain';
import { problemTexts } from '@lull/contracts/plain';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { codeOf } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { FormFoot } from '../../ui/form-foot.js';
import { FormSummary, type FormFault } from '../../ui/form-summary.js';
import notice from '../../ui/notice.module.css';
import { SideChoice } from '../../ui/side-choice.js';
import { BigChoice, YesNo } from './big-choice.js';
import classes from './day-form.module.css';
import { tellingApartWords } from './day-words.js';
import { recordArrival } from './day.queries.js';
import { doseNotAsked, LastDoseField, readLastDose } from './last-dose-field.js';
import { notAsked, readTaken, takenText, type TakenDraft } from './taken-draft.js';
import { TakenField } from './taken-field.js';
import { readStamp, TimeStampField, type StampDraft } from './time-stamp-field.js';

interface ArrivalFormProps {
  readonly session: SessionView;
  readonly zone: string;
  readonly namesakes: number;
  readonly takesAnticoagulant: boolean;
  /** The record that this one replaces: its answers are shown, and asked anew (hazard H19). */
  readonly before: ArrivalView | null;
  readonly onRecorded: (arrival: ArrivalStateView) => void;
  readonly onCancel?: () => void;
}

const taken = [
  ['fullMeal', 'Last full meal'],
  ['lightMeal', 'Last light meal'],
  ['clearLiquids', 'Last clear liquid'],
  ['analgesic', 'Last analgesic for this pain'],
] as const;
type TakenName = (typeof taken)[number][0];

/** What the patient is asked on arrival. Nothing is filled in: neither the side nor an answer of last time. */
export function ArrivalForm({
  session,
  zone,
  namesakes,
  takesAnticoagulant,
  before,
  onRecorded,
  onCancel,
}: ArrivalFormProps) {
  const [nameAgrees, setNameAgrees] = useState<boolean | null>(null);
  const [birthDateSaid, setBirthDateSaid] = useState('');
  const [toldApartBy, setToldApartBy] = useState<TellingApart | null>(null);
  const [sideSaid, setSideSaid] = useState<Side | null>(null);
  const [drafts, setDrafts] = useState<Readonly<Record<TakenName, TakenDraft>>>({
    fullMeal: notAsked,
    lightMeal: notAsked,
    clearLiquids: notAsked,
    analgesic: notAsked,
  });
  const [lastDose, setLastDose] = useState(doseNotAsked);
  const [escortPresent, setEscortPresent] = useState<boolean | null>(null);
  const [escortName, setEscortName] = useState('');
  const [newDrugs, setNewDrugs] = useState<boolean | null>(null);
  const [infectionSigns, setInfectionSigns] = useState<boolean | null>(null);
  const [stamp, setStamp] = useState<StampDraft | null>(null);
  const [amendReason, setAmendReason] = useState('');
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<readonly FormFault[]>([]);
  const saving = useChange(
    (body: RecordArrivalRequest, key: string) => recordArrival(session.id, body, key),
    onRecorded,
  );
  const faults = [...found, ...faultsOf(saving.error)];
  const { field, errorOf } = fieldsOf(faults);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    saving.reset();
    const read = taken.map(([name]) => ({ name, ...readTaken(drafts[name], Date.now(), zone) }));
    const dose = readLastDose(lastDose, zone);
    const when = readStamp(stamp, zone);
    const missing: FormFault[] = [
      ...(nameAgrees === null
        ? [{ field: 'nameAgrees', sentence: 'Ask the patient to say the name, and compare it.' }]
        : []),
      ...(birthDateSaid === ''
        ? [{ field: 'birthDateSaid', sentence: 'Enter the birth date as the patient says it.' }]
        : []),
      ...(sideSaid === null
        ? [{ field: 'sideSaid', sentence: problemTexts['series.side-missing'].detail({}) }]
        : []),
      ...read.flatMap(({ name, fault }) => (fault === null ? [] : [{ field: name, sentence: fault }])),
      ...(dose.fault === null ? [] : [{ field: 'anticoagulantDose', sentence: dose.fault }]),
      ...(when.fault === null ? [] : [{ field: 'askedAt', sentence: when.fault }]),
    ];
    setFound(missing);
    setAttempt(attempt + 1);
    if (missing.length > 0 || nameAgrees === null || sideSaid === null) return;
    const answers = Object.fromEntries(read.map(({ name, taken: answer }) => [name, answer]));
    saving.mutate(
      {
        nameAgrees,
        birthDateSaid,
        toldApartBy,
        sideSaid,
        ...answers,
        anticoagulantDose: dose.taken,
        escortPresent,
        escortName: escortPresent === true ? escortName : null,
        newDrugs,
        infectionSigns,
        ...(when.at !== null && { askedAt: when.at, timeReason: when.reason }),
        ...(before !== null && { amends: before.id, amendReason }),
      },
      { onError: () => setAttempt((times) => times + 1) },
    );
  };

  return (
    <form className={classes['form']} onSubmit={submit} noValidate>
      <FormSummary faults={faults} attempt={attempt} code={codeOf(saving.error)} />
      {namesakes > 0 && (
        <div className={notice['warn']} role="alert">
          <IconAlertTriangle size={20} aria-hidden />
          <div className={notice['text']}>
            <strong>Same name.</strong> {namesakes === 1 ? 'Another patient' : `${namesakes} other patients`}{' '}
            of your practice can be mistaken for this one. Compare a third thing.
          </div>
        </div>
      )}
      <YesNo
        label={`“What is your name?” The patient says ${session.patientName}`}
        name="nameAgrees"
        value={nameAgrees}
        onChange={setNameAgrees}
        error={errorOf('nameAgrees')}
      />
      <TextInput
        {...field('birthDateSaid')}
        type="date"
        label="“When were you born?” As the patient says it"
        maw={260}
        value={birthDateSaid}
        onChange={({ currentTarget }) => setBirthDateSaid(currentTarget.value)}
      />
      {namesakes > 0 && (
        <BigChoice
          label="The third thing that was compared"
          name="toldApartBy"
          choices={tellingApart.map((value) => ({ value, word: tellingApartWords[value] }))}
          value={toldApartBy}
          onChange={setToldApartBy}
          error={errorOf('toldApartBy')}
        />
      )}
      <SideChoice
        label="“Which side is treated today?” As the patient says it"
        name="sideSaid"
        sides={['left', 'right', 'both']}
        value={sideSaid}
        onChange={setSideSaid}
        error={errorOf('sideSaid')}
      />
      {taken.map(([name, label]) => (
        <div key={name}>
          <TakenField
            label={label}
            name={name}
            value={drafts[name]}
            onChange={(draft) => setDrafts((all) => ({ ...all, [name]: draft }))}
            error={errorOf(name)}
          />
          {before !== null && <small>Answered before: {takenText(before[name], zone)}</small>}
        </div>
      ))}
      {takesAnticoagulant && (
        <div>
          <LastDoseField value={lastDose} onChange={setLastDose} error={errorOf('anticoagulantDose')} />
          {before !== null && <small>Answered before: {takenText(before.anticoagulantDose, zone)}</small>}
        </div>
      )}
      <YesNo
        label="Is the escort here?"
        name="escortPresent"
        value={escortPresent}
        onChange={setEscortPresent}
      />
      {escortPresent === true && (
        <TextInput
          {...field('escortName')}
          label="Name of the escort"
          value={escortName}
          onChange={({ currentTarget }) => setEscortName(currentTarget.value)}
        />
      )}
      <YesNo
        label="Any new drug since we asked last, a blood thinner among them?"
        name="newDrugs"
        value={newDrugs}
        onChange={setNewDrugs}
      />
      <YesNo
        label="Fever, an infection, or antibiotics for one?"
        name="infectionSigns"
        value={infectionSigns}
        onChange={setInfectionSigns}
      />
      {before !== null && (
        <TextInput
          {...field('amendReason')}
          label="Why it is asked again"
          value={amendReason}
          onChange={({ currentTarget }) => setAmendReason(currentTarget.value)}
        />
      )}
      <TimeStampField
        name="askedAt"
        zone={zone}
        value={stamp}
        onChange={setStamp}
        error={errorOf('askedAt')}
      />
      <FormFoot deed="Record arrival" pending={saving.isPending} onLeave={onCancel} />
    </form>
  );
}
