import type {
  AddResourceRequest,
  BookReportView,
  CheckBookRequest,
  ClinicSettingsView,
  CreateBlockTimeRequest,
  CreateClinicRequest,
  FirstBookableView,
  ImportBookRequest,
  Page,
  ProcedureTypeSettingsView,
  ResourceSettingsView,
  SeriesToPlaceView,
  SetupView,
} from '@lull/contracts';
import { catalogueProfiles, type CatalogueProcedure, type OmittableStep } from '@lull/domain';
import { queryOptions } from '@tanstack/react-query';
import { ask, get, post, put } from '../../api/client.js';

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => get<SetupView>('/setup', signal),
  staleTime: 60_000,
});

export const setOmissions = (leftOut: readonly OmittableStep[]) =>
  put<SetupView>('/setup/omissions', { leftOut });
export const setRunning = (running: boolean) => put<SetupView>('/setup/running', { running });

export const firstBookableQuery = (clinicId: string) =>
  queryOptions({
    queryKey: ['setup', 'first-bookable', clinicId],
    queryFn: ({ signal }) => get<FirstBookableView>(`/clinics/${clinicId}/first-bookable`, signal),
    staleTime: 0,
  });

/** Whose next session is to be placed: the book's patients, if it brought any. */
export const seriesToPlaceQuery = (clinicId: string) =>
  queryOptions({
    queryKey: ['setup', 'series-to-place', clinicId],
    queryFn: ({ signal }) => get<Page<SeriesToPlaceView>>(`/clinics/${clinicId}/series-to-place`, signal),
    staleTime: 0,
  });

interface NewHours {
  readonly weekdays: readonly number[];
  readonly from: string;
  readonly to: string;
}

/** A clinic with its hours: two calls, of which the second may be done again by itself. */
export async function createClinic(
  standing: ClinicSettingsView | null,
  clinic: Pick<CreateClinicRequest, 'name' | 'timeZone'> & { readonly phone: string | null },
  { weekdays, from, to }: NewHours,
): Promise<ClinicSettingsView> {
  const made = standing ?? (await post<ClinicSettingsView>('/clinics', clinic));
  const hours = weekdays.map((weekday) => ({ weekday, from, to }));
  return put(`/clinics/${made.id}/opening-hours`, { hours }, { version: made.version });
}

export const clinicSettings = () => get<readonly ClinicSettingsView[]>('/clinic-settings');

export type NewResource = Pick<AddResourceRequest, 'kind' | 'name'>;

/** Adds those that do not stand yet, so that what failed half-way can be sent again. */
export async function addResources(clinicId: string, wanted: readonly NewResource[]): Promise<number> {
  const path = `/clinics/${clinicId}/resources`;
  const standing = await get<readonly ResourceSettingsView[]>(path);
  const fresh = wanted.filter(({ kind, name }) =>
    standing.every((each) => each.kind !== kind || each.name !== name.trim()),
  );
  for (const each of fresh) await post(path, { ...each, name: each.name.trim() });
  return fresh.length;
}

/** Each procedure with what its visits hold at every sedation level; what stands is left as it is. */
export async function addProcedures(wanted: readonly CatalogueProcedure[]): Promise<void> {
  const standing = await get<readonly ProcedureTypeSettingsView[]>('/procedure-types');
  for (const procedure of wanted) {
    const { region: _region, ...said } = procedure;
    const type =
      standing.find(({ code }) => code === said.code) ??
      (await post<ProcedureTypeSettingsView>('/procedure-types', said));
    for (const { sedation, stages } of catalogueProfiles(procedure))
      if (type.profiles.every((profile) => profile.sedation !== sedation))
        await post(`/procedure-types/${type.id}/profiles`, { sedation, stages });
  }
}

type NewBlockTime = Pick<
  CreateBlockTimeRequest,
  'physicianId' | 'roomId' | 'weekday' | 'from' | 'to' | 'repeats' | 'validFrom' | 'releaseLeadDays'
>;

export const addBlockTime = (clinicId: string, request: NewBlockTime) =>
  post(`/clinics/${clinicId}/block-times`, request);

export type BookFiles = CheckBookRequest['files'];

export const checkBook = (files: BookFiles) => ask<BookReportView>('/book-checks', { files });
export const importBook = (request: ImportBookRequest) => ask<BookReportView>('/book-imports', request);
