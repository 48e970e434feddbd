import { useQuery } from '@tanstack/react-query';
import { Panel } from '../../ui/panel.js';
import { SteroidSum, SteroidWarning } from './steroid-ledger.js';
import { ledgerQuery } from './ledgers.queries.js';

/** What the patient was given of steroids so far, for whoever plans more; silent until it is known. */
export function PlannedSteroids({ patientId }: { readonly patientId: string }) {
  const { data: ledger } = useQuery(ledgerQuery(patientId));
  if (ledger === undefined) return null;
  return (
    <Panel title="Steroids of 12 months" note="Over all series, and what others gave.">
      <SteroidSum steroids={ledger.steroids} zone={ledger.timeZone} />
    </Panel>
  );
}

/** What is to be known before a steroid is given: the ledger's word, and what was agreed when the session was booked. */
export function SteroidNote({
  patientId,
  agreed,
}: {
  readonly patientId: string;
  /** Why the session was booked all the same, and by whom; null: nothing was asked. */
  readonly agreed: { readonly reason: string; readonly by: string } | null;
}) {
  const { data: ledger } = useQuery(ledgerQuery(patientId));
  return (
    <>
      {ledger !== undefined && <SteroidWarning steroids={ledger.steroids} zone={ledger.timeZone} />}
      {agreed !== null && (
        <p>
          Booked: <b>{agreed.reason}</b> ({agreed.by})
        </p>
      )}
    </>
  );
}
