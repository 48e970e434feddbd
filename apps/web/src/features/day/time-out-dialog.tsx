import type { ConfirmTimeOutRequest, SessionView, SpineLevel, TimeOutStateView } from '@lull/contracts';
import { Button, Modal } from '@mantine/core';
import { anaestheticMaxima, timeOutChecklist, type TimeOutItem } from '@lull/domain';
import { problemTexts } from '@lull/contracts/plain';
import { useState, type FormEvent } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { codeOf } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { dateText } from '../../ui/clock.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { FormSummary, type FormFault } from '../../ui/form-summary.js';
import { SideChoice } from '../../ui/side-choice.js';
import classes from './day-form.module.css';
import { timeOutItemWords } from './day-words.js';
import { confirmTimeOut } from './day.queries.js';
import own from './time-out.module.css';

interface TimeOutDialogProps {
  readonly session: SessionView;
  readonly timeOut: TimeOutStateView;
  readonly onConfirmed: (state: TimeOutStateView) => void;
  readonly onClose: () => void;
}

const levels: readonly SpineLevel[] = ['L1', 'L2', 'L3', 'L4', 'L5', 'S1'];

/**
 * The time-out over the whole screen: everybody stops and reads. Each person chooses the side anew; no side is shown
 * before that, neither the order's nor the other person's (hazard H1).
 */
export function TimeOutDialog({ session, timeOut, onConfirmed, onClose }: TimeOutDialogProps) {
  const [side, setSide] = useState<'left' | 'right' | null>(null);
  const [consentSide, setConsentSide] = useState<'left' | 'right' | 'both' | null>(null);
  const [chosen, setChosen] = useState<readonly SpineLevel[]>([]);
  const [items, setItems] = useState<readonly TimeOutItem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<readonly FormFault[]>([]);
  const saving = useChange(
    (body: ConfirmTimeOutRequest, key: string) => confirmTimeOut(session.id, body, key),
    onConfirmed,
  );
  const faults = [...found, ...faultsOf(saving.error)];
  const { errorOf } = fieldsOf(faults);
  const toggled = <Value,>(all: readonly Value[], value: Value): readonly Value[] =>
    all.includes(value) ? all.filter((each) => each !== value) : [...all, value];

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    saving.reset();
    const chooseSide = problemTexts['series.side-missing'].detail({});
    const missing: FormFault[] = [
      ...(side === null ? [{ field: 'side', sentence: chooseSide }] : []),
      ...(consentSide === null
        ? [{ field: 'consentSide', sentence: 'Read the side from the signed consent.' }]
        : []),
      ...(chosen.length === 0
        ? [{ field: 'levels', sentence: problemTexts['outcomes.time-out-level-missing'].detail({}) }]
        : []),
      ...timeOutChecklist.items.flatMap((item) =>
        items.includes(item)
          ? []
          : [{ field: item, sentence: problemTexts['outcomes.time-out-item-open'].detail({ item }) }],
      ),
    ];
    setFound(missing);
    setAttempt(attempt + 1);
    if (missing.length > 0 || side === null || consentSide === null) return;
    saving.mutate(
      { side, consentSide, levels: [...chosen], items: [...items] },
      { onError: () => setAttempt((times) => times + 1) },
    );
  };

  const words = { ...timeOutItemWords, ...read(session, timeOut.toRead) };
  return (
    <Modal
      opened
      fullScreen
      onClose={onClose}
      title={<span className={own['title']}>Time-out: everybody stops</span>}
      closeButtonProps={{ 'aria-label': 'Leave the time-out' }}
    >
      <form className={`${classes['form']} ${own['column']}`} onSubmit={submit} noValidate>
        <FormSummary faults={faults} attempt={attempt} code={codeOf(saving.error)} />
        <SideChoice
          label="Which side will the needle go in? Look at the mark on the skin"
          name="side"
          sides={['left', 'right']}
          value={side}
          onChange={setSide}
          error={errorOf('side')}
        />
        {side !== null && (
          <div className={own['side']} data-side={side} aria-live="polite">
            {side === 'left' ? 'LEFT' : 'RIGHT'}
          </div>
        )}
        <fieldset className={classes['group']} id="field-levels" tabIndex={-1}>
          <legend>Level</legend>
          <div className={classes['choices']}>
            {levels.map((level) => (
              <label key={level} className={classes['choice']} data-chosen={chosen.includes(level)}>
                <input
                  type="checkbox"
                  checked={chosen.includes(level)}
                  onChange={() => setChosen(toggled(chosen, level))}
                />
                {level}
              </label>
            ))}
          </div>
        </fieldset>
        <SideChoice
          label="Which side does the signed consent name? Read it from the form"
          name="consentSide"
          sides={['left', 'right', 'both']}
          value={consentSide}
          onChange={setConsentSide}
          error={errorOf('consentSide')}
        />
        <div className={own['items']}>
          {timeOutChecklist.items.map((item) => (
            <label
              key={item}
              className={`${classes['choice']} ${classes['tick']}`}
              data-chosen={items.includes(item)}
            >
              <input
                id={`field-${item}`}
                type="checkbox"
                checked={items.includes(item)}
                onChange={() => setItems(toggled(items, item))}
              />
              <span>{words[item]}</span>
            </label>
          ))}
        </div>
        <div className={classes['foot']}>
          <Button type="submit" size="xl" loading={saving.isPending}>
            I confirm
          </Button>
          <Button size="xl" variant="default" onClick={onClose}>
            Leave
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** What is read aloud, with the words of the record. An answer that nobody gave is said to be missing. */
function read(
  { patientName, birthDate, mrn }: SessionView,
  { procedureName, purpose, usesContrast, weightKg, allergies, anticoagulant }: TimeOutStateView['toRead'],
): Readonly<Partial<Record<TimeOutItem, string>>> {
  const allergyWords = {
    'not-asked': 'NOBODY ASKED about allergies',
    'none-known': 'No known allergy',
    listed: `Allergies: ${allergies.substances.join(', ')}`,
  }[allergies.state];
  const substance = anticoagulant.substance === null ? '' : `: ${anticoagulant.substance}`;
  const anticoagulantWords = {
    'not-asked': 'NOBODY ASKED about anticoagulants',
    absent: 'No anticoagulant',
    present: `Takes an anticoagulant${substance}; the decision of the prescriber is read`,
  }[anticoagulant.state];
  return {
    name: `The patient says the name: ${patientName} (MRN ${mrn})`,
    'birth-date': `The patient says the birth date: ${dateText(birthDate).slice(4)}`,
    procedure: `The procedure: ${procedureName}, ${purpose}`,
    allergies: `Read aloud: ${allergyWords}`,
    anticoagulant: `Read aloud: ${anticoagulantWords}`,
    'local-anaesthetic': `Read aloud: drug, %, mL and mg of the local anaesthetic, both sides together. ${maximaWords(weightKg)}`,
    equipment: usesContrast
      ? 'Equipment and contrast are ready'
      : 'Equipment is ready; no contrast is planned',
  };
}

/** What both people hold the amounts against (H10). */
function maximaWords(weightKg: number | null): string {
  if (weightKg === null) return 'NOBODY WEIGHED the patient: no maximum is known';
  const each = anaestheticMaxima(weightKg).map(({ drug, maximumMg }) => `${drug} ${maximumMg} mg`);
  return `For ${weightKg} kg at most, each alone: ${each.join(', ')}`;
}
