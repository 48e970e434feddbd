import { routesOf, type Route } from '../platform/http/routes.js';
import type { GivenMember, TestApp } from './test-app.js';

/** The ids of one patient's things, as a route may name them. */
export interface NamedThings {
  readonly clinicId: string;
  readonly patientId: string;
  readonly otherPatientId: string;
  readonly seriesId: string;
  readonly sessionId: string;
  readonly date: string;
}

export interface Answer {
  readonly call: string;
  readonly status: number;
  readonly code: string;
  readonly text: string;
}

const period = 'from=2020-01-01T00:00:00Z&until=2100-01-01T00:00:00Z';
const days = (date: string) => `from=${date.slice(0, 4)}-01-01&to=${date.slice(0, 4)}-12-31`;

/** Questions that are refused without these; a route that is not named is asked as it is. */
function queryOf(path: string, { clinicId, patientId, otherPatientId, date }: NamedThings): string {
  if (path.startsWith('worklists')) return `?clinicId=${clinicId}&until=2100-01-01`;
  if (path === 'follow-up-tasks') return `?patientId=${patientId}`;
  if (path === 'patient-merges/preview') return `?keptId=${otherPatientId}&joinedId=${patientId}`;
  if (path === 'reports/relief/injections' || path === 'reports/relief/injections.csv')
    return `?${days(date)}&figure=injections`;
  if (path.startsWith('reports/')) return `?${days(date)}`;
  if (path === 'readiness/waivers') return `?${days(date)}`;
  if (path.endsWith('access-report')) return '?from=2026-01-01T00:00:00Z&until=2027-01-01T00:00:00Z';
  if (path === 'audit-events' || path === 'audit-events.csv') return `?patientId=${patientId}&${period}`;
  return '';
}

const worklists = [
  'escorts',
  'fasting',
  'consents',
  'anticoagulants',
  'authorisations',
  'diary',
  'decisions',
];

/** A route that names something is asked for each thing that it might mean. */
function pathsOf({ path }: Route, things: NamedThings): string[] {
  const { clinicId, patientId, seriesId, sessionId, date } = things;
  const whole = path
    .replace(':clinicId', clinicId)
    .replace(':date', date)
    .replace(':month', date.slice(0, 7));
  const named = whole.includes(':kind') ? worklists.map((kind) => whole.replace(':kind', kind)) : [whole];
  return named
    .flatMap((each) =>
      each.includes(':')
        ? [patientId, seriesId, sessionId].map((id) => each.replaceAll(/:[A-Za-z]+/g, id))
        : [each],
    )
    .map((each) => `/api/v1/${each}${queryOf(path, things)}`);
}

/** Streams never end, and the process answers for itself outside. */
const skipped = ['clinics/:clinicId/changes', 'livez', 'readyz'];

/** All that can be read of a patient by a member, in every spelling of every reading route, and the searches. */
export async function everyAnswer(
  test: TestApp,
  member: GivenMember,
  things: NamedThings,
): Promise<readonly Answer[]> {
  const caller = test.as(member);
  const answers: Answer[] = [];
  const take = (call: string, answer: { status: number; body: unknown; text: string }) => {
    const { code } = (answer.body ?? {}) as { code?: unknown };
    answers.push({
      call,
      status: answer.status,
      code: typeof code === 'string' ? code : '',
      text: answer.text ?? '',
    });
  };
  const reading = routesOf(test.app).filter(
    ({ method, path, patientRule, public: open }) =>
      method === 'GET' && patientRule === undefined && !open && !skipped.includes(path),
  );
  for (const path of reading.flatMap((route) => pathsOf(route, things)))
    take(`GET ${path}`, await caller.get(path));
  for (const q of ['Archer', ''])
    take('POST searches', await caller.post('/api/v1/patients/searches').send({ q }));
  const previews = `/api/v1/sessions/${things.sessionId}/readiness/previews`;
  take(`POST ${previews}`, await caller.post(previews).send({ sedation: 'minimal' }));
  return answers;
}
