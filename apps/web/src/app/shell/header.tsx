import { ActionIcon, Anchor, Menu } from '@mantine/core';
import { IconHelpCircle, IconMenu2 } from '@tabler/icons-react';
import type { ClinicView } from '@lull/contracts';
import { clockParts } from '@lull/domain';
import { Link } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { useMinute } from '../../ui/clock.js';
import { EscalationNotice } from './escalation-notice.js';
import classes from './frame.module.css';
import { destinationsFor, helpDoor } from './navigation.js';
import type { Overlay } from './overlays.js';
import { SearchField } from './search-field.js';
import { UserMenu } from './user-menu.js';

interface HeaderProps {
  readonly clinic: ClinicView | null;
  readonly onShow: (overlay: Overlay) => void;
}

export function Header({ clinic, onShow }: HeaderProps) {
  const member = useOwnSignIn();
  const doors = destinationsFor(member.roles);
  return (
    <header className={classes['header']}>
      <Menu position="bottom-start" width={200}>
        <Menu.Target>
          <ActionIcon
            className={classes['menu-button'] ?? ''}
            variant="subtle"
            color="gray"
            size={36}
            aria-label="Pages"
          >
            <IconMenu2 size={20} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {doors.map(({ to, word, icon: Symbol }) => (
            <Menu.Item
              key={to}
              leftSection={<Symbol size={16} aria-hidden />}
              renderRoot={(props) => <Link to={to} {...props} />}
            >
              {word}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Link to="/" className={classes['brand'] ?? ''} aria-label="Lull, start page">
        <img src="/favicon.svg" alt="" width={24} height={24} />
        <span>Lull</span>
      </Link>
      <nav className={classes['nav']} aria-label="Pages">
        <ul>
          {doors.map(({ to, word, icon: Symbol }) => (
            <li key={to}>
              <Link to={to} className={classes['door'] ?? ''}>
                <Symbol size={16} aria-hidden />
                {word}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {member.may('escalation', 'read') && (
        <EscalationNotice
          toTasks={
            member.may('follow-up-task', 'read') ? (
              <Anchor renderRoot={(props) => <Link to="/tasks" {...props} />}>Open the tasks</Anchor>
            ) : null
          }
        />
      )}
      {clinic !== null && <ClinicClock clinic={clinic} />}
      {member.may('patient', 'read') ? <SearchField /> : <span className={classes['gap']} />}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={helpDoor.word}
        title="Help (G then H)"
        renderRoot={(props) => <Link to={helpDoor.to} {...props} />}
      >
        <IconHelpCircle size={20} aria-hidden />
      </ActionIcon>
      <UserMenu onShow={onShow} />
    </header>
  );
}

/** The clinic's time, not the browser's: every time on every screen is the clinic's. */
function ClinicClock({ clinic }: { readonly clinic: ClinicView }) {
  const { weekday, date, time, zone } = clockParts(useMinute(), clinic.timeZone);
  return (
    <div className={classes['clinic']}>
      <strong>{clinic.name}</strong>
      <span className={`${classes['clock']} tabular`}>
        {weekday} {date}, {time} {zone}
      </span>
    </div>
  );
}
