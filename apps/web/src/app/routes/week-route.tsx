import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { WeekPage } from '../../features/schedule/week-page.js';
import { useShownClinic } from '../clinic-zone.js';
import { NoClinic } from '../route-states.js';
import { SpanLinks } from './span-links.js';

const route = getRouteApi('/signed-in/week/$date');

/** A week, with clinic and rows in the address. */
export function WeekRoute() {
  const { date } = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/week/$date' });
  const router = useRouter();
  const { clinic, known } = useShownClinic(search.clinic);
  if (clinic === undefined) return <NoClinic title="Week" />;
  const by = search.by ?? 'room';
  const day = (on: string, column?: string) =>
    ({
      to: '/day/$date',
      params: { date: on },
      search: {
        ...(search.clinic !== undefined && { clinic: search.clinic }),
        ...(by === 'physician' && { by }),
        ...(column !== undefined && { column }),
      },
    }) as const;
  return (
    <WeekPage
      clinic={clinic}
      clinics={known}
      date={date}
      by={by}
      spans={<SpanLinks shown="week" date={date} clinic={search.clinic} by={search.by} />}
      onDate={(to) => void navigate({ params: { date: to }, search })}
      onBy={(chosen) => void navigate({ search: { ...search, by: chosen } })}
      onClinic={(id) => void navigate({ search: { ...search, clinic: id } })}
      onDay={(on, column) => void navigate(day(on, column))}
      dayAddress={(on, column) => router.buildLocation(day(on, column)).href}
    />
  );
}
