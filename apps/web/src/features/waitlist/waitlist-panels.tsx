import { Text } from '@mantine/core';
import type { ClinicView, SeriesView, WaitlistEntryView } from '@lull/contracts';
import { useHeldTimesChanged } from '../../api/held-times.js';
import { useAnnounce } from '../../ui/announcer.js';
import { SidePanel } from '../../ui/side-panel.js';
import { addToWaitlist, changeEntry } from './waitlist.queries.js';
import { WishesForm } from './wishes-form.js';

interface PanelProps {
  readonly clinic: ClinicView;
  readonly today: string;
  readonly onClose: () => void;
}

/** The patient waits for a time for the next session of this series. */
export function AddToWaitlistPanel({
  series,
  clinic,
  today,
  onClose,
}: PanelProps & { readonly series: SeriesView }) {
  const announce = useAnnounce();
  const changed = useHeldTimesChanged();
  return (
    <SidePanel title="Put on the waitlist" onClose={onClose}>
      <Text fw={600}>{series.patientName}</Text>
      <Text size="sm" mb="sm">
        {series.procedureName} {series.side}, {series.physicianName}; at {clinic.name}
      </Text>
      <WishesForm
        {...{ clinic, today }}
        entry={null}
        save="Put on the waitlist"
        send={(wishes, key) => addToWaitlist({ ...wishes, seriesId: series.id, clinicId: clinic.id }, key)}
        onSaved={async (entry) => {
          announce(`${entry.patientName} is on the waitlist.`);
          onClose();
          await changed();
        }}
        onCancel={onClose}
      />
    </SidePanel>
  );
}

/** What the patient wishes now. */
export function ChangeWishesPanel({
  entry,
  clinic,
  today,
  onClose,
}: PanelProps & { readonly entry: WaitlistEntryView }) {
  const announce = useAnnounce();
  const changed = useHeldTimesChanged();
  return (
    <SidePanel title={`Wishes: ${entry.patientName}`} onClose={onClose}>
      <WishesForm
        {...{ clinic, today, entry }}
        save="Save"
        send={(wishes) => changeEntry(entry, wishes)}
        onSaved={async () => {
          announce('The wishes are saved.');
          onClose();
          await changed();
        }}
        onCancel={onClose}
      />
    </SidePanel>
  );
}
