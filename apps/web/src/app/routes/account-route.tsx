import { useQueryClient } from '@tanstack/react-query';
import { signOutEverywhere } from '../../api/own-sign-in.js';
import { AccountPage } from '../../features/account/account-page.js';
import { useClinics } from '../clinic-zone.js';
import { leave } from '../sign-in/sign-out.js';

export function AccountRoute() {
  const { zoneOf } = useClinics();
  const queryClient = useQueryClient();
  return (
    <AccountPage zone={zoneOf()} onSignOutEverywhere={() => void leave(queryClient, signOutEverywhere)} />
  );
}
