import {
  afterCareText,
  reasonOf,
  type AfterCareView,
  type ProblemReason,
  type RecoveryView,
} from '@lull/contracts';
import {
  afterCare,
  bloodThinnerOf,
  checkDischarge,
  minuteMs,
  nextReadingDue,
  outlastsWindow,
  procedureSteps,
  recoveryPolicy,
  requiredSteps,
  roomTime,
  scoreTotal,
  stepsAgainstDrugs,
  wasSedated,
  type AfterCareFacts,
  type Decision,
  type DischargeFacts,
  type Refusal,
} from '@lull/domain';
import type { AfterCareOfVisit, VisitOfRecovery } from './recovery.repository.js';
import type { JudgedSession } from './requirements.service.js';

/** What the discharge rule asks of a visit, as it stands now. */
export function dischargeFactsOf(visit: VisitOfRecovery, now: number): DischargeFacts {
  const sides = visit.side === 'both' ? (['left', 'right'] as const) : [visit.side];
  return {
    now,
    sessionState: visit.state,
    roomOutAt: visit.roomOutAt,
    sedated: isSedated(visit),
    sidesWithoutRecord: sides.filter((side) => !visit.injections.some((each) => each.side === side)),
    steps: visit.steps,
    injections: visit.injections,
    readings: visit.readings,
    paper: visit.discharge,
  };
}

/** The reasons of a rule with the clinic's zone, without which no words can be made of an instant. */
export function inZone(refusals: readonly Refusal[], timeZone: string): readonly Refusal[] {
  return refusals.map((refusal) => ({ ...refusal, facts: { ...refusal.facts, timeZone } }));
}

export function recoveryView(visit: VisitOfRecovery, now: number): RecoveryView {
  const sedated = isSedated(visit);
  const { plannedSedation, usesXray, roomInAt, roomOutAt, timeZone } = visit;
  const required = requiredSteps({ sedation: plannedSedation, usesXray });
  const disagreeing = stepsAgainstDrugs(visit.steps, visit.injections);
  const needleOutAt = lastNeedleOut(visit);
  const recovering = visit.state === 'recovering' && roomOutAt !== null;
  return {
    sessionId: visit.sessionId,
    sessionState: visit.state,
    timeZone,
    side: visit.side,
    physicianName: visit.physicianName,
    plannedSedation,
    sedated,
    roomInAt,
    roomOutAt,
    needleOutAt,
    roomTime: roomTime(roomInAt, roomOutAt),
    steps: procedureSteps.map((step) => {
      const entry = visit.steps.find((each) => each.step === step);
      return {
        step,
        required: required.includes(step),
        entry: entry === undefined ? null : entryOf(entry),
        disagrees: disagreeing.includes(step),
      };
    }),
    readings: visit.readings.map((reading) => ({
      ...reading,
      aldreteTotal: scoreTotal(reading.aldrete),
      padssTotal: scoreTotal(reading.padss),
      outlasting: reading.effects.filter(() => outlastsWindow(needleOutAt, reading.at)),
    })),
    nextReadingDue: recovering ? nextReadingDue(roomOutAt, visit.readings, sedated) : null,
    observedUntil: recovering
      ? roomOutAt + recoveryPolicy.observeMinutes[sedated ? 'sedated' : 'unsedated'] * minuteMs
      : null,
    open: recovering
      ? reasonsOf(checkDischarge(dischargeFactsOf(visit, now), visit.overrides), timeZone)
      : [],
    discharge: visit.discharge,
    lipidLocation: visit.lipidLocation,
    policyVersion: recoveryPolicy.version,
  };
}

/** What the patient takes along; while she is in the room, what would be said if she left it now. */
export function afterCareView(
  visit: VisitOfRecovery,
  {
    decision,
    ...of
  }: AfterCareOfVisit &
    Pick<AfterCareFacts, 'nextDose'> & { readonly decision: ReturnType<typeof prescribersDecision> },
  now: number,
): AfterCareView {
  const given = (role: string): boolean =>
    visit.injections.some(({ drugs }) => drugs.some((drug) => drug.role === role));
  const { timeZone: zone } = visit;
  const lines = afterCare({
    zone,
    needleOutAt: lastNeedleOut(visit),
    roomOutAt: visit.roomOutAt ?? now,
    sedated: isSedated(visit),
    anaestheticGiven: given('local-anaesthetic'),
    steroidGiven: given('steroid'),
    bloodThinner: bloodThinnerOf(of.bloodThinner, decision),
    nextDose: of.nextDose,
    diabetes: of.diabetes,
    phone: of.phone,
    outOfHoursText: of.outOfHoursText,
  });
  return {
    sessionId: visit.sessionId,
    patientName: of.patientName,
    language: of.language,
    clinicName: of.clinicName,
    timeZone: zone,
    start: visit.start,
    preliminary: visit.roomOutAt === null || visit.injections.length === 0,
    lines: lines.map((line) => ({
      code: line.code,
      until: line.until ?? null,
      en: afterCareText(line, zone, 'en'),
      es: afterCareText(line, zone, 'es'),
    })),
  };
}

/** Whether a prescriber decided about the anticoagulant for this visit, and whether that stood when it began. */
export function prescribersDecision(judged: JudgedSession | undefined): 'stands' | 'void' | null {
  const asked = 'anticoagulant-decision';
  if (judged?.row.evidence.findLast(({ kind }) => kind === asked)?.outcome !== 'met') return null;
  return judged.readiness.requirements.some(
    ({ requirement, standing }) => requirement.kind === asked && standing === 'met',
  )
    ? 'stands'
    : 'void';
}

const isSedated = ({ plannedSedation, steps, injections }: VisitOfRecovery): boolean =>
  wasSedated(plannedSedation, steps, injections);

function lastNeedleOut({ injections }: VisitOfRecovery): number | null {
  const instants = injections
    .filter(({ status }) => status === 'completed')
    .map(({ needleOutAt }) => needleOutAt)
    .filter((at) => at !== null);
  return instants.length === 0 ? null : Math.max(...instants);
}

function reasonsOf(decision: Decision<unknown>, zone: string): ProblemReason[] {
  return decision.accepted ? [] : inZone(decision.refusals, zone).map(reasonOf);
}

function entryOf({ state, at, reason, doneBy, recordedBy, recordedAt }: VisitOfRecovery['steps'][number]) {
  return { state, at, reason, doneBy, recordedBy, recordedAt };
}
