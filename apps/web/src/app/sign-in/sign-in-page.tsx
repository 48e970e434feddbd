import { Anchor } from '@mantine/core';
import type { OwnSignInView } from '@lull/contracts';
import type { Role } from '@lull/contracts/plain';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import {
  IconCalendarEvent,
  IconClockOff,
  IconFileSearch,
  IconNurse,
  IconSettings,
  IconStethoscope,
  type Icon,
} from '@tabler/icons-react';
import {
  demonstrationSignIns,
  ownSignIn,
  signInToDemonstration,
  type DemonstrationSignInView,
} from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Brand } from './brand.js';
import { SignInForm } from './sign-in-form.js';
import classes from './sign-in.module.css';
import notice from '../../ui/notice.module.css';

const roleLooks: Readonly<Record<Role, { readonly icon: Icon; readonly does: string }>> = {
  scheduler: { icon: IconCalendarEvent, does: 'books sessions and moves them' },
  nurse: { icon: IconNurse, does: 'brings patients through the day' },
  physician: { icon: IconStethoscope, does: 'sees what each injection did, and decides' },
  administrator: { icon: IconSettings, does: 'sees how much is done, and by whom' },
  auditor: { icon: IconFileSearch, does: 'reads the trail of who saw what' },
};

export function SignInPage() {
  const queryClient = useQueryClient();
  const router = useRouter();
  const { to, ended } = useSearch({ from: '/sign-in' });
  const enter = (member: OwnSignInView): void => {
    queryClient.clear();
    queryClient.setQueryData(ownSignIn.queryKey, member);
    router.history.push(to ?? '/');
  };
  return (
    <Brand title="Sign in to Lull" note="Scheduling and series for pain clinics">
      {ended === true && (
        <div className={`${notice['note']} ${classes['ended']}`} role="status">
          <IconClockOff size={18} aria-hidden />
          <div className={notice['text']}>
            Your sign-in has ended: a sign-in ends by itself when it is not used for a while. Sign in again
            and you are back where you were.
          </div>
        </div>
      )}
      <SignInForm onSignedIn={enter}>
        <p className={classes['other']}>
          <Anchor renderRoot={(props) => <Link to="/forgotten-password" {...props} />}>
            Forgotten your password?
          </Anchor>
        </p>
      </SignInForm>
      <Demonstration onSignedIn={enter} />
    </Brand>
  );
}

/** In a demonstration only: one press per person, by role. */
function Demonstration({ onSignedIn }: { readonly onSignedIn: (member: OwnSignInView) => void }) {
  const { data: people } = useQuery(demonstrationSignIns);
  const attempt = useMutation({ mutationFn: signInToDemonstration, onSuccess: onSignedIn });
  if (people == null || people.length === 0) return null;
  const practices = [...new Set(people.map(({ practice }) => practice))];
  return (
    <section aria-labelledby="demonstration" className={classes['demonstration']}>
      <h2 id="demonstration">Demonstration</h2>
      <p>Invented people and patients. One press signs in.</p>
      {attempt.error !== null && <ProblemNotice {...noticeOf(attempt.error)} />}
      {practices.map((practice) => (
        <div key={practice}>
          <h3>{practice}</h3>
          <ul>
            {people
              .filter((person) => person.practice === practice)
              .map((person) => (
                <li key={person.email}>
                  <DemonstrationCard
                    person={person}
                    disabled={attempt.isPending}
                    onPress={() => attempt.mutate(person.email)}
                  />
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

interface DemonstrationCardProps {
  readonly person: DemonstrationSignInView;
  readonly disabled: boolean;
  readonly onPress: () => void;
}

function DemonstrationCard({ person: { name, roles }, disabled, onPress }: DemonstrationCardProps) {
  const [role = 'scheduler'] = roles;
  const { icon: Symbol, does } = roleLooks[role];
  return (
    <button type="button" className={classes['card']} disabled={disabled} onClick={onPress}>
      <Symbol size={22} stroke={1.6} aria-hidden />
      <span>
        <strong>{name}</strong>
        <span>
          {roles.join(', ')}: {does}
        </span>
      </span>
    </button>
  );
}
