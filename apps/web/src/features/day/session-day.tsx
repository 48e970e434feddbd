import type { SessionStep, SessionView } from '@lull/contracts';
import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { stepSession, useSessionChanged } from '../../api/sessions.js';
import { dateText, timeText } from '../../ui/clock.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SessionStatus } from '../../ui/session-status.js';
import { inTurn } from './day-section.js';
import { daySections } from './day-sections.js';
import classes from './session-day.module.css';

interface SessionDayProps {
  readonly session: SessionView;
  readonly zone: string;
  /** Links to the board, the patient and the series, and what else the product offers; the page knows the addresses. */
  readonly links: ReactNode;
  /** What the nurse looks up meanwhile, beside the column where there is room and below it where there is none. */
  readonly aside: ReactNode;
}

/** The steps of the day as its buttons say them; the others are taken elsewhere. */
const steps: Readonly<Partial<Record<SessionStep, string>>> = {
  arrived: 'The patient is here',
  preparing: 'Begin to prepare',
  'in-room': 'Into the room',
  recovering: 'To recovery',
};

/**
 * One patient's way through the day, for a nurse with gloves and a tablet: one column of large targets, what comes next
 * first, and beside it what the session still asks for. Name, birth date and MRN stand in the head and in the title of the tab, always (hazard H2).
 */
export function SessionDay({ session, zone, links, aside }: SessionDayProps) {
  const { patientName, birthDate, mrn, procedureName, start, state } = session;
  const born = dateText(birthDate).slice(4);
  return (
    <Page
      title={`${patientName} · born ${born} · MRN ${mrn}`}
      note={
        <>
          {procedureName} at {timeText(start, zone)}, <SessionStatus state={state} />
        </>
      }
      actions={links}
    >
      <div className={classes['page']}>
        <div className={classes['column']}>
          <div className={classes['patient']} aria-hidden>
            <strong>{patientName}</strong> born {born} · MRN {mrn}
          </div>
          <NextStep session={session} />
          {inTurn(daySections, state).map(({ id, title, Body }) => (
            <Panel key={id} title={title}>
              <Body session={session} zone={zone} />
            </Panel>
          ))}
        </div>
        <aside className={classes['aside']} aria-label="What the session asks for">
          {aside}
        </aside>
      </div>
    </Page>
  );
}

function NextStep({ session }: { readonly session: SessionView }) {
  const member = useOwnSignIn();
  const changed = useSessionChanged();
  const step = useMutation({
    mutationFn: (to: SessionStep) => stepSession(session, to),
    onSuccess: changed,
  });
  const possible = session.nextSteps.filter(
    (to): to is SessionStep => to in steps && member.may('session', 'advance'),
  );
  if (possible.length === 0 && step.error === null) return null;
  return (
    <div className={classes['steps']}>
      {possible.map((to) => (
        <Button
          key={to}
          size="lg"
          variant="default"
          loading={step.isPending && step.variables === to}
          disabled={step.isPending}
          rightSection={<IconArrowRight size={20} aria-hidden />}
          onClick={() => step.mutate(to)}
        >
          {steps[to]}
        </Button>
      ))}
      {step.error !== null && <ProblemNotice {...noticeOf(step.error)} />}
    </div>
  );
}
