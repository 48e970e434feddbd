import type { ClinicalFlagView, PatientView, RecordClinicalFlagRequest } from '@lull/contracts';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { useChange } from '../../api/use-change.js';
import { patientQuery } from '../../api/patients.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateText } from '../../ui/clock.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { civilDateAt } from '@lull/domain';
import classes from './clinical-flags-panel.module.css';
import { FlagForm } from './flag-form.js';
import { allergyText, flagKindWords, isNoneKnown } from './patient-words.js';
import { endFlag, recordFlag } from './patients.queries.js';

interface ClinicalFlagsPanelProps {
  readonly patient: Pick<PatientView, 'id'>;
  readonly flags: readonly ClinicalFlagView[];
  readonly zone: string;
  readonly mayRecord: boolean;
}

/** What a clinician must know; for those alone who may read it. */
export function ClinicalFlagsPanel({ patient, flags, zone, mayRecord }: ClinicalFlagsPanelProps) {
  const [adding, setAdding] = useState(false);
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const changed = async (sentence: string): Promise<void> => {
    await queryClient.invalidateQueries(patientQuery(patient.id));
    setAdding(false);
    announce(sentence);
  };
  const recording = useChange(
    (body: RecordClinicalFlagRequest, key: string) => recordFlag(patient.id, body, key),
    () => changed('The flag is recorded.'),
  );
  const ending = useChange(
    (flag: ClinicalFlagView, key: string) => endFlag(patient.id, flag, key),
    () => changed('The flag is ended.'),
  );
  const answer = allergyText(flags);
  // "None known" is said once, in the line of the allergies; beside a listed one it contradicts, and stands in the list.
  const noneKnown = answer === 'none known' ? flags.find(isNoneKnown) : undefined;
  const listed = flags.filter((flag) => flag !== noneKnown);
  return (
    <Panel
      title="Clinical flags"
      actions={
        mayRecord &&
        !adding && (
          <Button size="compact-xs" variant="default" onClick={() => setAdding(true)}>
            Record a flag
          </Button>
        )
      }
    >
      <p className={classes['allergies']} data-open={answer === 'not asked'}>
        Allergies: <strong>{answer}</strong>
        {answer === 'not asked' && mayRecord && (
          <Button
            size="compact-xs"
            variant="default"
            loading={recording.isPending}
            onClick={() => recording.mutate({ kind: 'allergy', state: 'none-known' })}
          >
            Asked: none known
          </Button>
        )}
        {noneKnown !== undefined && (
          <>
            <span className={classes['when']}>{whenText('asked', noneKnown, zone)}</span>
            {mayRecord && <EndFlag flag={noneKnown} name="allergies none known" ending={ending} />}
          </>
        )}
      </p>
      {ending.error !== null &&
        faultsOf(ending.error).map(({ sentence }) => <ProblemNotice key={sentence} sentence={sentence} />)}
      {listed.length > 0 && (
        <ul className={classes['flags']}>
          {listed.map((flag) => (
            <li key={flag.id} className={classes['flag']}>
              <div>
                <strong>
                  {flagKindWords[flag.kind]}
                  {flag.substance === null ? '' : `: ${flag.substance}`}
                </strong>{' '}
                {flag.state.replace('-', ' ')}
                <span className={classes['when']}>{whenText('recorded', flag, zone)}</span>
                {flag.note !== null && flag.note !== '' && <p className={classes['note']}>{flag.note}</p>}
              </div>
              {mayRecord && (
                <EndFlag
                  flag={flag}
                  name={`${flagKindWords[flag.kind]} ${flag.substance ?? ''}`.trim()}
                  ending={ending}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {adding && (
        <FlagForm
          faults={faultsOf(recording.error)}
          pending={recording.isPending}
          onRecord={(body) => recording.mutate(body)}
          onCancel={() => {
            recording.reset();
            setAdding(false);
          }}
        />
      )}
    </Panel>
  );
}

/** When it was written down, which is not when it began; of an imported flag neither is known. */
function whenText(verb: 'asked' | 'recorded', { recordedAt }: ClinicalFlagView, zone: string): string {
  return recordedAt === null ? 'not known when' : `${verb} ${dateText(civilDateAt(recordedAt, zone))}`;
}

interface EndFlagProps {
  readonly flag: ClinicalFlagView;
  readonly name: string;
  readonly ending: {
    readonly isPending: boolean;
    readonly variables: ClinicalFlagView | undefined;
    readonly mutate: (flag: ClinicalFlagView) => void;
  };
}

function EndFlag({ flag, name, ending }: EndFlagProps) {
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      className="no-print"
      aria-label={`End: ${name}`}
      loading={ending.isPending && ending.variables?.id === flag.id}
      onClick={() => ending.mutate(flag)}
    >
      End
    </Button>
  );
}
