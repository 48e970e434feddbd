import type { DueStaffMessage } from './staff-outbox.repository.js';

const until = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
  timeZoneName: 'short',
});

/** What a member reads, or somebody who is asked to become one. Nothing of a patient is ever in it. */
export function staffText({ kind, practice, link, notAfter }: DueStaffMessage): {
  readonly subject: string;
  readonly body: string;
} {
  const ends = until.format(notAfter);
  if (kind === 'member-invitation')
    return {
      subject: `${practice} invites you to Lull`,
      body: `${practice} works with Lull and invites you to sign in.

Open this link to choose your name and your password:
${link}

It opens once, until ${ends}. It is yours alone: please do not pass it on. If you do not know what this is about, you need not do anything.
`,
    };
  return {
    subject: 'A new password for Lull',
    body: `Somebody asked for a new password for the account of this address with ${practice}.

Open this link to choose one:
${link}

It opens once, until ${ends}. Your second factor stays as it is. If it was not you who asked, you need not do anything: your password has not changed.
`,
  };
}
