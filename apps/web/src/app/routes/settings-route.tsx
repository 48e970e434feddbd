import { Link } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { SettingsHome } from '../../features/settings/settings-home.js';
import { settingsDoors } from '../shell/settings-doors.js';

export function SettingsRoute() {
  const { roles } = useOwnSignIn();
  return (
    <SettingsHome
      groups={settingsDoors(roles)}
      renderDoor={(to, className, words) => (
        <Link to={to} className={className}>
          {words}
        </Link>
      )}
    />
  );
}
