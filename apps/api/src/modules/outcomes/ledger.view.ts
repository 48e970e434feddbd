import type { PatientLedgerView, RadiationView, SteroidLineView } from '@lull/contracts';
import {
  allSteroids,
  radiationPolicy,
  radiationTotals,
  steroidLedger,
  type SteroidLedger,
  type SteroidLine,
} from '@lull/domain';
import type { LedgerRecords } from './ledger.repository.js';

/** `withRows`: for who may read injections; others see the sum, which booking needs, and not what is behind it. */
export function ledgerView(
  patientId: string,
  records: LedgerRecords,
  now: number,
  withRows: boolean,
): PatientLedgerView {
  const { zone, steroids, elsewhere } = records;
  const ledger = steroidLedger(
    allSteroids({ steroids, elsewhere, payerRules: [], sessions: [] }, zone),
    now,
    zone,
  );
  return {
    patientId,
    timeZone: zone,
    steroids: {
      ...sumOf(ledger),
      lines: withRows ? ledger.lines.map((line) => lineView(line, records)) : null,
    },
    radiation: withRows ? radiationOf(records) : null,
  };
}

function sumOf({ policy, ...ledger }: SteroidLedger): Omit<PatientLedgerView['steroids'], 'lines'> {
  const { from, until, knownMg, verdict, unknownDoses, sessions, nextFrom } = ledger;
  const { version, author, effectiveFrom, toldAs, limitMg, reviewFromSessions } = policy;
  return {
    from,
    until,
    knownMg,
    verdict,
    unknownDoses,
    sessions,
    nextFrom,
    toldAs,
    limitMg,
    reviewFromSessions,
    policy: { version, author, effectiveFrom },
  };
}

function lineView(line: SteroidLine, { steroids, elsewhere }: LedgerRecords): SteroidLineView {
  const { id, at, drug, doseMg, equivalentMg, sessionId } = line;
  const entry = elsewhere.find((each) => each.id === id);
  return {
    id,
    at,
    drug,
    doseMg,
    equivalentMg,
    sessionId,
    on: entry?.on ?? null,
    place: entry?.place ?? null,
    source: entry?.source ?? null,
    version: entry?.version ?? null,
    seriesId: steroids.find((each) => each.id === id)?.seriesId ?? null,
  };
}

function radiationOf({ injections, series }: LedgerRecords): PatientLedgerView['radiation'] {
  const { version, author, effectiveFrom } = radiationPolicy;
  const totals: RadiationView = radiationTotals(injections);
  return {
    all: totals,
    bySeries: series.map((one) => ({
      ...one,
      ...radiationTotals(injections.filter(({ seriesId }) => seriesId === one.seriesId)),
    })),
    policy: { version, author, effectiveFrom },
  };
}
