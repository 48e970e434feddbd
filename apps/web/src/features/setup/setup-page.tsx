import { Button } from '@mantine/core';
import type { ClinicView, SetupView } from '@lull/contracts';
import { omittableSteps, setupSteps, type OmittableStep, type SetupStep } from '@lull/domain';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { clinics } from '../../api/clinics.js';
import { noticeOf } from '../../api/problem.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { setOmissions, setupQuery } from './setup.queries.js';
import type { SetupLinks, StepProps } from './setup-step.js';
import { StepBlockTime } from './step-block-time.js';
import { StepBook } from './step-book.js';
import { StepClinic } from './step-clinic.js';
import { StepDone } from './step-done.js';
import { StepPeople } from './step-people.js';
import { StepPractice } from './step-practice.js';
import { StepProcedures } from './step-procedures.js';
import { StepRooms } from './step-rooms.js';
import { stateWords, stepNotes, stepTitles } from './setup-words.js';
import classes from './setup.module.css';

interface SetupPageProps extends SetupLinks {
  /** Undefined: where there is still something to do. */
  readonly step: SetupStep | undefined;
  readonly onStep: (step: SetupStep) => void;
  readonly onEnd: () => void;
}

/** From nothing to the first bookable day: a rail of steps, each over the settings that it fills in. */
export function SetupPage({ step, onStep, onEnd, ...links }: SetupPageProps) {
  const { data: setup, error, refetch } = useQuery(setupQuery);
  const { data: known } = useQuery(clinics);
  const shown = step ?? setup?.next;
  return (
    <Page
      title="Set-up"
      note="You can leave at any time: what you have saved stands, and this page goes on where you were."
    >
      {error !== null && setup === undefined && (
        <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
      )}
      {(setup === undefined || known === undefined) && error === null && (
        <Loading heights={[40, 320]} label="the set-up" />
      )}
      {setup !== undefined && known !== undefined && shown !== undefined && (
        <div className={classes['layout']}>
          <Rail setup={setup} shown={shown} onStep={onStep} />
          <StepFrame key={shown} setup={setup} step={shown} onStep={onStep}>
            <Step
              {...links}
              setup={setup}
              step={shown}
              clinic={known[0] ?? null}
              onNext={() => onStep(after(shown))}
              onEnd={onEnd}
            />
          </StepFrame>
        </div>
      )}
    </Page>
  );
}

const after = (step: SetupStep): SetupStep => setupSteps[setupSteps.indexOf(step) + 1] ?? 'done';

interface RailProps {
  readonly setup: SetupView;
  readonly shown: SetupStep;
  readonly onStep: (step: SetupStep) => void;
}

function Rail({ setup, shown, onStep }: RailProps) {
  return (
    <nav aria-label="Steps" className={classes['rail']}>
      <ol>
        {setup.steps.map(({ step, state }, index) => (
          <li key={step}>
            <button
              type="button"
              className={classes['stop']}
              aria-current={step === shown ? 'step' : undefined}
              onClick={() => onStep(step)}
            >
              <span className={classes['mark']} data-state={state} aria-hidden>
                {state === 'done' ? (
                  <IconCheck size={14} />
                ) : state === 'left-out' ? (
                  <IconMinus size={14} />
                ) : (
                  index + 1
                )}
              </span>
              <span className={classes['stop-name']}>{stepTitles[step]}</span>
              <span className="visually-hidden">, {stateWords[state]}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface StepFrameProps extends RailFrame {
  readonly children: ReactNode;
}

interface RailFrame {
  readonly setup: SetupView;
  readonly step: SetupStep;
  readonly onStep: (step: SetupStep) => void;
}

function StepFrame({ setup, step, onStep, children }: StepFrameProps) {
  const queryClient = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const state = setup.steps.find((each) => each.step === step)?.state;
  const omittable = omittableSteps.find((each) => each === step);
  const leftOut = setup.steps.flatMap((each): OmittableStep[] => {
    const found = omittableSteps.find((one) => one === each.step);
    return each.state === 'left-out' && found !== undefined ? [found] : [];
  });
  const leave = useMutation({
    mutationFn: (list: readonly OmittableStep[]) => setOmissions(list),
    onSuccess: (answer) => {
      queryClient.setQueryData(setupQuery.queryKey, answer);
      onStep(after(step));
    },
  });
  // Each step begins at its heading, for whoever hears the page as for whoever sees it.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={classes['step']} aria-labelledby="setup-step">
      <p className={classes['count']}>
        Step {setupSteps.indexOf(step) + 1} of {setupSteps.length}
      </p>
      <h2 id="setup-step" ref={heading} tabIndex={-1} className={classes['title']}>
        {stepTitles[step]}
      </h2>
      <p className={classes['note']}>{stepNotes[step]}</p>
      {leave.error !== null && <ProblemNotice {...noticeOf(leave.error)} />}
      {children}
      {omittable !== undefined && state === 'open' && (
        <div className={classes['aside']}>
          <Button
            variant="subtle"
            size="compact-sm"
            loading={leave.isPending}
            onClick={() => leave.mutate([...leftOut, omittable])}
          >
            Leave this out for now
          </Button>
        </div>
      )}
    </section>
  );
}

interface AnyStepProps extends StepProps {
  readonly step: SetupStep;
  readonly clinic: ClinicView | null;
  readonly onEnd: () => void;
}

function Step({ step, clinic, onEnd, ...given }: AnyStepProps) {
  if (step === 'practice') return <StepPractice {...given} />;
  if (step === 'clinic') return <StepClinic {...given} clinic={clinic} />;
  if (step === 'procedures') return <StepProcedures {...given} clinic={clinic} />;
  if (clinic === null)
    return <p className={classes['quiet']}>Say where you work first: the step before, Clinic and hours.</p>;
  if (step === 'rooms') return <StepRooms {...given} clinic={clinic} />;
  if (step === 'people') return <StepPeople {...given} clinic={clinic} />;
  if (step === 'block-time') return <StepBlockTime {...given} clinic={clinic} />;
  if (step === 'book') return <StepBook {...given} clinic={clinic} />;
  return <StepDone {...given} clinic={clinic} onEnd={onEnd} />;
}
