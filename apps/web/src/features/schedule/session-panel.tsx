import { Anchor, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight, IconInfoCircle } from '@tabler/icons-react';
import type { ClinicView, SessionStep, SessionView } from '@lull/contracts';
import { civilDateAt } from '@lull/domain';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { isProblem, noticeOf, sentenceOf } from '../../api/problem.js';
import { sessionQuery, stepSession, useSessionChanged } from '../../api/sessions.js';
import { AfterMoment } from '../../ui/after-moment.js';
import { dateText, timeText, useMinute } from '../../ui/clock.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useSeenSession } from '../../ui/seen-session.js';
import { whoChangedText } from '../../ui/who-changed.js';
import { SidePanel } from '../../ui/side-panel.js';
import { SessionStatus } from '../../ui/session-status.js';
import { SessionFacts } from './session-facts.js';
import { mayStep, opensLater, stepWords } from './session-steps.js';
import { StepBack } from './step-back.js';
import { useStepToast } from './step-toast.js';
import notice from '../../ui/notice.module.css';

const SedationDialog = lazy(async () => ({
  default: (await import('./sedation-dialog.js')).SedationDialog,
}));

interface SessionPanelProps {
  readonly sessionId: string;
  readonly clinics: readonly ClinicView[];
  /** Links to the patient and the series; the page knows the addresses. */
  readonly renderLinks: (session: SessionView) => ReactNode;
  /** What another part of the product offers to do with the session as it stands. */
  readonly renderOffer: (session: SessionView) => ReactNode;
  /** What must be true before it, for those who may see that. */
  readonly renderReadiness: (session: SessionView) => ReactNode;
  /** What the patient is told of it. */
  readonly renderMessages: (session: SessionView) => ReactNode;
  readonly onMove: (session: SessionView) => void;
  readonly onCancel: (session: SessionView) => void;
  readonly onClose: () => void;
}

/** One session with what is to be done next. Opening it leaves an audit event of reading the patient. */
export function SessionPanel({
  sessionId,
  clinics,
  renderLinks,
  renderOffer,
  renderReadiness,
  renderMessages,
  onMove,
  onCancel,
  onClose,
}: SessionPanelProps) {
  const { data: session, error, refetch } = useQuery(sessionQuery(sessionId));
  const clinic = clinics.find(({ id }) => id === session?.clinicId);
  const zone = clinic?.timeZone ?? 'UTC';
  const [sedating, setSedating] = useState(false);
  return (
    <SidePanel title={session === undefined ? 'Session' : session.patientName} onClose={onClose}>
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {session === undefined && error === null && (
        <AfterMoment>
          <Stack gap="sm" aria-busy="true">
            <Skeleton h={24} />
            <Skeleton h={36} />
            <Skeleton h={200} />
          </Stack>
        </AfterMoment>
      )}
      {session !== undefined && (
        <Stack gap="md">
          <Group justify="space-between">
            <SessionStatus state={session.state} />
            <Group gap="md">{renderLinks(session)}</Group>
          </Group>
          <ChangedByOthers session={session} zone={zone} />
          <Steps
            session={session}
            zone={zone}
            onMove={() => onMove(session)}
            onCancel={() => onCancel(session)}
            onSedation={() => setSedating(true)}
          />
          {renderOffer(session)}
          {renderReadiness(session)}
          <SessionFacts session={session} clinic={clinic} />
          {renderMessages(session)}
          {sedating && clinic !== undefined && (
            <Suspense fallback={null}>
              <SedationDialog session={session} clinic={clinic} onClose={() => setSedating(false)} />
            </Suspense>
          )}
        </Stack>
      )}
    </SidePanel>
  );
}

/** What somebody else did to the session while it is open here; what stands below is the new state. */
function ChangedByOthers({ session, zone }: { readonly session: SessionView; readonly zone: string }) {
  const { name } = useOwnSignIn();
  const { meanwhile, look } = useSeenSession(session);
  if (meanwhile === null || meanwhile.by === name) return null;
  return (
    <div className={notice['note']} role="alert">
      <IconInfoCircle size={18} aria-hidden />
      <div className={notice['text']}>
        {whoChangedText(meanwhile, zone)} What stands here is the new state.
      </div>
      <Button size="compact-sm" variant="default" onClick={look}>
        Understood
      </Button>
    </div>
  );
}

interface StepsProps {
  readonly session: SessionView;
  readonly zone: string;
  readonly onMove: () => void;
  readonly onCancel: () => void;
  readonly onSedation: () => void;
}

const canMove: readonly SessionView['state'][] = ['tentative', 'booked', 'confirmed'];

function Steps({ session, zone, onMove, onCancel, onSedation }: StepsProps) {
  const member = useOwnSignIn();
  const taken = useStepToast();
  const now = useMinute();
  const queryClient = useQueryClient();
  const changed = useSessionChanged();
  const [sureOf, setSureOf] = useState<SessionStep | null>(null);
  const step = useMutation({
    mutationFn: ({ to, version }: { readonly to: SessionStep; readonly version: number }) =>
      stepSession({ id: session.id, version }, to),
    onSuccess: async (after) => {
      setSureOf(null);
      taken(after);
      await changed(after);
    },
  });
  const steps = session.nextSteps
    .filter((state): state is SessionStep => state in stepWords)
    .filter((to) => mayStep(member, to));
  const later = steps.flatMap((to) => {
    const opensAt = opensLater(to, session.start, zone, now);
    return opensAt === null ? [] : [{ to, opensAt }];
  });
  const [main, ...others] = steps
    .filter((to) => later.every((each) => each.to !== to))
    .toSorted((a, b) => rank(a) - rank(b));
  const stale = isProblem(step.error, 'stale');
  const take = (to: SessionStep): void => {
    // What gives the time away asks once more; the rest is one press.
    if (to === 'no-show' && sureOf !== to) setSureOf(to);
    else step.mutate({ to, version: session.version });
  };
  const again = async (): Promise<void> => {
    const fresh = await queryClient.fetchQuery({ ...sessionQuery(session.id), staleTime: 0 });
    if (step.variables !== undefined) step.mutate({ to: step.variables.to, version: fresh.version });
  };
  const lookAnew = async (): Promise<void> => {
    await queryClient.invalidateQueries({ queryKey: sessionQuery(session.id).queryKey });
    step.reset();
  };
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {main !== undefined && (
          <Button
            rightSection={<IconArrowRight size={16} aria-hidden />}
            loading={step.isPending}
            onClick={() => take(main)}
          >
            {stepWords[main]}
          </Button>
        )}
        {others.map((to) => (
          <Button key={to} variant="default" disabled={step.isPending} onClick={() => take(to)}>
            {stepWords[to]}
          </Button>
        ))}
        {canMove.includes(session.state) && member.may('session', 'move') && (
          <Button variant="default" onClick={onMove}>
            Move
          </Button>
        )}
        {canMove.includes(session.state) && member.may('session', 'move') && (
          <Button variant="default" onClick={onSedation}>
            Change sedation…
          </Button>
        )}
        {session.nextSteps.includes('cancelled') && member.may('session', 'cancel') && (
          <Button variant="default" onClick={onCancel}>
            Cancel session
          </Button>
        )}
      </Group>
      {later.length > 0 && (
        <Text size="sm" c="dimmed">
          {later
            .map(({ to, opensAt }, index) => {
              const verb = index === 0 ? ' can be entered' : '';
              return `“${stepWords[to]}”${verb} from ${opensText(to, opensAt, zone)} on`;
            })
            .join(', ')}
          .
        </Text>
      )}
      <StepBack session={session} />
      {sureOf !== null && (
        <div className={notice['warn']}>
          <IconAlertTriangle size={18} aria-hidden />
          <div className={notice['text']}>
            A no-show frees the time and creates a task to telephone. It can be taken back while the time is
            still free.
          </div>
          <Button size="compact-sm" color="red" loading={step.isPending} onClick={() => take(sureOf)}>
            Did not come
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setSureOf(null)}>
            Back
          </Button>
        </div>
      )}
      {stale && (
        <div className={notice['warn']} role="alert">
          <IconAlertTriangle size={18} aria-hidden />
          <div className={notice['text']}>{sentenceOf(step.error)}</div>
          <Anchor component="button" type="button" onClick={() => void lookAnew()}>
            Show the new state
          </Anchor>
          <Anchor component="button" type="button" onClick={() => void again()}>
            Do mine all the same
          </Anchor>
        </div>
      )}
      {step.error !== null && !stale && <ProblemNotice {...noticeOf(step.error)} />}
    </Stack>
  );
}

/** The way through the day first; a no-show last. */
const order: readonly SessionStep[] = [
  'in-room',
  'recovering',
  'discharged',
  'arrived',
  'preparing',
  'confirmed',
  'no-show',
];

/** A day; what waits for the session itself, its hour: the day stands at the head of the panel. */
function opensText(to: SessionStep, opensAt: number, zone: string): string {
  return to === 'no-show'
    ? `the planned beginning at ${timeText(opensAt, zone)}`
    : dateText(civilDateAt(opensAt, zone));
}

function rank(to: SessionStep): number {
  return order.indexOf(to);
}
