import { civilDateAt } from '@lull/domain';
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { MonthPage } from '../../features/schedule/month-page.js';
import { useMinute } from '../../ui/clock.js';
import { useShownClinic } from '../clinic-zone.js';
import { NoClinic } from '../route-states.js';
import { SpanLinks } from './span-links.js';

const route = getRouteApi('/signed-in/month/$month');

/** A month, with the clinic in the address. */
export function MonthRoute() {
  const { month } = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/month/$month' });
  const router = useRouter();
  const { clinic, known } = useShownClinic(search.clinic);
  const today = civilDateAt(useMinute(), clinic?.timeZone ?? 'UTC');
  if (clinic === undefined) return <NoClinic title="Month" />;
  // Day and week of this month: today's where it lies in it, else the first.
  const date = today.startsWith(month) ? today : `${month}-01`;
  const day = (on: string) => ({ to: '/day/$date', params: { date: on }, search }) as const;
  return (
    <MonthPage
      clinic={clinic}
      clinics={known}
      month={month}
      spans={<SpanLinks shown="month" date={date} clinic={search.clinic} />}
      onMonth={(to) => void navigate({ params: { month: to }, search })}
      onClinic={(id) => void navigate({ search: { clinic: id } })}
      onDay={(on) => void navigate(day(on))}
      onWeek={(on) => void navigate({ to: '/week/$date', params: { date: on }, search })}
      dayAddress={(on) => router.buildLocation(day(on)).href}
    />
  );
}
