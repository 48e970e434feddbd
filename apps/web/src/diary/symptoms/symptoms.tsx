import type { DiaryPageView } from '@lull/contracts';
import { symptomCodes, symptomTriage, type SymptomCode } from '@lull/domain';
import { useState, type FormEvent } from 'react';
import type { OutboxState } from '../outbox.js';
import { useTexts } from '../words/page-texts.js';
import { Urgency } from './urgency.js';

interface Report {
  readonly symptoms: SymptomCode[];
  readonly note?: string;
}

interface SymptomsProps {
  readonly clinic: DiaryPageView['clinic'];
  readonly kept: OutboxState;
  /** Keeps the report and sends it; answers with the key under which it is known. */
  readonly onReport: (report: Report) => Promise<string>;
}

interface Reported {
  readonly key: string;
  readonly symptoms: readonly SymptomCode[];
}

/** "How do you feel otherwise?": a red answer shows the number as soon as it is marked; no server is asked. */
export function Symptoms({ clinic, kept, onReport }: SymptomsProps) {
  const words = useTexts();
  const [shown, setShown] = useState(false);
  const [reported, setReported] = useState<Reported | null>(null);
  if (reported !== null)
    return <ReportedSymptoms {...{ clinic, kept, reported }} onBack={() => setReported(null)} />;
  return (
    <section className="card">
      <h2>{words.symptomsTitle}</h2>
      <p>{words.symptomsAsk}</p>
      {shown ? (
        <SymptomForm
          clinic={clinic}
          onBack={() => setShown(false)}
          onReport={async (report) => {
            setReported({ key: await onReport(report), symptoms: report.symptoms });
            setShown(false);
          }}
        />
      ) : (
        <button type="button" onClick={() => setShown(true)}>
          {words.symptomsShow}
        </button>
      )}
      <p className="hint">{words.whoReads}</p>
    </section>
  );
}

interface SymptomFormProps {
  readonly clinic: DiaryPageView['clinic'];
  readonly onBack: () => void;
  readonly onReport: (report: Report) => Promise<void>;
}

function SymptomForm({ clinic, onBack, onReport }: SymptomFormProps) {
  const words = useTexts();
  const [chosen, setChosen] = useState<readonly SymptomCode[]>([]);
  const [note, setNote] = useState('');
  const [empty, setEmpty] = useState(false);
  const [busy, setBusy] = useState(false);
  const level = symptomTriage(chosen);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setEmpty(chosen.length === 0);
    if (chosen.length === 0) return;
    setBusy(true);
    try {
      await onReport({ symptoms: [...chosen], ...(note.trim() !== '' && { note: note.trim() }) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <form noValidate onSubmit={(event) => void send(event)}>
      <fieldset>
        <legend>{words.symptomsChoose}</legend>
        <div className="answers long">
          {symptomCodes.map((code) => (
            <label key={code} className="answer">
              <input
                type="checkbox"
                checked={chosen.includes(code)}
                onChange={({ target }) =>
                  setChosen(target.checked ? [...chosen, code] : chosen.filter((each) => each !== code))
                }
              />
              {words.symptoms[code]}
            </label>
          ))}
        </div>
      </fieldset>
      <label>
        {words.symptomsNote}
        <textarea rows={2} maxLength={1000} value={note} onChange={({ target }) => setNote(target.value)} />
      </label>
      <p role="alert" className="fault">
        {empty && chosen.length === 0 && words.symptomsNone}
      </p>
      <div className="row">
        <button type="submit" className="main" disabled={busy}>
          {words.symptomsSend}
        </button>
        <button type="button" onClick={onBack}>
          {words.back}
        </button>
      </div>
      {level !== undefined && level !== 'routine' && (
        <div className="at-hand">
          <Urgency level={level} clinic={clinic} />
        </div>
      )}
    </form>
  );
}

interface ReportedSymptomsProps {
  readonly clinic: DiaryPageView['clinic'];
  readonly kept: OutboxState;
  readonly reported: Reported;
  readonly onBack: () => void;
}

/** The number stays, whether the report has been sent or waits; whoever reads it is said. */
function ReportedSymptoms({ clinic, kept, reported: { key, symptoms }, onBack }: ReportedSymptomsProps) {
  const words = useTexts();
  const level = symptomTriage(symptoms) ?? 'routine';
  const sent = kept.sent.get(key);
  const urgent = level !== 'routine';
  return (
    <section className="card">
      <Urgency level={level} clinic={clinic} />
      <p role="status">
        {sent !== undefined
          ? sent.answer?.taskOpened === true
            ? words.symptomsSent
            : words.symptomsSentRoutine
          : kept.sending
            ? words.saving
            : urgent
              ? words.symptomsWait
              : words.symptomsWaitRoutine}
      </p>
      <p className="hint">{words.whoReads}</p>
      <button type="button" onClick={onBack}>
        {words.back}
      </button>
    </section>
  );
}
