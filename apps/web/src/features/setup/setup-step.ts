import type { SetupView } from '@lull/contracts';
import type { ReactNode } from 'react';

/** What the pages around the assistant lend it: links, and the dialog by which members are invited. */
export interface SetupLinks {
  readonly renderInvite: (words: string) => ReactNode;
  readonly renderSettings: (
    to:
      | '/settings/clinics'
      | '/settings/closures'
      | '/settings/resources'
      | '/settings/procedures'
      | '/settings/members'
      | '/block-time',
    words: string,
  ) => ReactNode;
  readonly renderBooking: (seriesId: string, words: string) => ReactNode;
  readonly renderNewPatient: (words: string) => ReactNode;
  readonly memberName: string;
  readonly physician: boolean;
  readonly mayBook: boolean;
}

/** What every step is given. */
export interface StepProps extends SetupLinks {
  readonly setup: SetupView;
  readonly onNext: () => void;
}
