import type { ProcedureTypeSettingsView, ProfilePreviewView, ResourceSettingsView } from '@lull/contracts';
import { defaultProfiles } from '@lull/domain';
import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal } from '../../testing/fake-api.js';
import { at, clinic, room1 } from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import { ProceduresPage, type ProceduresPlace } from './procedures-page.js';

const stages = defaultProfiles.find(({ sedation }) => sedation === 'moderate')?.stages ?? [];
const lsb: ProcedureTypeSettingsView = {
  id: 'lsb',
  version: 1,
  code: 'LSB',
  name: 'Lumbar sympathetic block',
  durationMinutes: 30,
  usesXRay: true,
  usesContrast: true,
  profiles: [{ id: 'moderate', version: 4, procedureTypeId: 'lsb', sedation: 'moderate', stages }],
};
const resources: ResourceSettingsView[] = [
  {
    id: room1,
    version: 1,
    kind: 'room',
    name: 'Room 1',
    skills: ['fluoroscopy'],
    active: true,
    member: null,
  },
  { id: 'lane', version: 1, kind: 'nurse', name: 'RN Ruiz, lane 1', skills: [], active: false, member: null },
];
const booked = { upcoming: 0, holdOtherwise: 0, looked: [] };
const accepted: ProfilePreviewView = {
  accepted: true,
  refusals: [],
  advisories: [{ code: 'profile.need-cannot-be-met', detail: 'Test clinic has no nurse.' }],
  booked: {
    upcoming: 3,
    holdOtherwise: 2,
    looked: [
      {
        sessionId: 'late',
        clinicId: clinic.id,
        date: '2099-12-01',
        start: { at: at('15:00'), text: 'Tue 1 Dec 2099, 15:00' },
        refusals: [
          {
            code: 'scheduling.outside-opening-hours',
            detail: 'The visit would end after closing.',
            overridable: true,
          },
        ],
      },
    ],
  },
};

function show(
  place: Partial<ProceduresPlace> = {},
  answers: Parameters<typeof fakeApi>[0] = {},
  may = { profiles: true, resources: true },
) {
  const onPlace = vi.fn<(to: ProceduresPlace) => void>();
  const calls = fakeApi({
    'GET /procedure-types': () => [lsb],
    'GET /resource-profiles/moderate/bookings': () => booked,
    [`GET /clinics/${clinic.id}/resources`]: () => resources,
    ...answers,
  });
  const shown = renderInApp(
    <ProceduresPage
      clinic={clinic}
      clinics={[clinic]}
      place={{ type: undefined, sedation: 'moderate', open: null, resource: undefined, ...place }}
      mayChangeProfiles={may.profiles}
      mayChangeResources={may.resources}
      mayReadDurations={false}
      renderSession={({ start }) => <a href="/day">{start.text}</a>}
      onPlace={onPlace}
      onClinic={vi.fn<() => void>()}
    />,
  );
  return { ...shown, calls, onPlace };
}

const endOf = (stage: string) =>
  within(screen.getByRole('group', { name: stage })).getByRole('textbox', { name: 'Ends, minutes' });

describe('the settings of procedures', () => {
  it('draw a visit, and say it in words to whoever does not see the picture', async () => {
    show();
    const picture = await screen.findByRole('img');
    expect(picture.getAttribute('aria-label')).toContain(
      'Recovery, from the end to 60 minutes after the end: Patient, Recovery bay.',
    );
    await screen.findByText('No coming session is booked at this level.');
    const lane = await screen.findByRole('row', { name: /RN Ruiz, lane 1/ });
    expect(lane.textContent).toBe('RN Ruiz, lane 1Nurseout of useChange');
  });

  it('show whoever may not change them what stands, and no button', async () => {
    show({}, {}, { profiles: false, resources: false });
    await screen.findByRole('row', { name: /Room 1/ });
    expect(screen.queryByRole('button', { name: /Change|Add|New/ })).toBeNull();
  });

  it('say of a level without a profile that it cannot be booked, and begin it with the stages of another', async () => {
    const { user, onPlace } = show({ sedation: 'deep' });
    await screen.findByText(/LSB cannot be booked with this sedation level/);
    await user.click(screen.getByRole('button', { name: 'Say what it holds' }));
    expect(onPlace).toHaveBeenCalledWith(expect.objectContaining({ sedation: 'deep', open: 'profile' }));
  });

  it('say what failed, with the way to try again', async () => {
    show({}, { 'GET /procedure-types': () => new Refusal({ status: 503, code: 'busy', detail: 'Busy.' }) });
    await screen.findByText('Busy.');
    expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeNull();
  });
});

describe('changing a profile', () => {
  it('is checked first, says what it means for what is booked, and is sent with the version that was read', async () => {
    const { user, calls, onPlace } = show(
      { open: 'profile' },
      {
        'POST /procedure-types/lsb/profile-previews': () => accepted,
        'PATCH /resource-profiles/moderate': () => lsb.profiles[0],
      },
    );
    await screen.findByRole('form', { name: 'LSB, sedation moderate' });
    await user.clear(endOf('Recovery'));
    expect(screen.getByRole('button', { name: 'Check it' }).hasAttribute('disabled')).toBe(true);
    await user.type(endOf('Recovery'), '75');
    await user.click(screen.getByRole('button', { name: 'Check it' }));
    const means = await screen.findByRole('region', { name: 'What it means' });
    expect(means.textContent).toContain('Test clinic has no nurse.');
    expect(means.textContent).toContain('3 coming sessions, 2 of them by the profile so far.');
    expect(means.textContent).toContain(
      'One would not fit where it standsTue 1 Dec 2099, 15:00The visit would end',
    );
    expect(calls.filter(({ method }) => method === 'PATCH')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Use it from now on: moderate' }));
    await vi.waitFor(() => expect(onPlace).toHaveBeenCalledWith(expect.objectContaining({ open: null })));
    const sent = calls.find(({ method }) => method === 'PATCH');
    expect(sent?.headers.get('If-Match')).toBe('"v4"');
    expect(sent?.body).toEqual({
      stages: stages.map((stage) =>
        stage.kind === 'recover' ? { ...stage, to: { anchor: 'end', minutes: 75 } } : stage,
      ),
    });
  });

  it('holds what was checked only for what was checked: another figure is checked anew', async () => {
    const { user } = show(
      { open: 'profile' },
      { 'POST /procedure-types/lsb/profile-previews': () => accepted },
    );
    await user.click(await screen.findByRole('button', { name: 'Check it' }));
    await screen.findByRole('button', { name: /^Use it from now on/ });
    await user.type(endOf('Turnover'), '5');
    expect(screen.queryByRole('button', { name: /^Use it/ })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Check it' })).not.toBeNull();
  });

  it('that is refused leads from each reason to its field', async () => {
    const { user } = show(
      { open: 'profile' },
      {
        'POST /procedure-types/lsb/profile-previews': () => ({
          accepted: false,
          advisories: [],
          booked: null,
          refusals: [
            { code: 'profile.recovery-too-short', detail: 'Recovery is too short.', pointer: '/stages/3/to' },
          ],
        }),
      },
    );
    await user.click(await screen.findByRole('button', { name: 'Check it' }));
    await user.click(await screen.findByRole('button', { name: 'Recovery is too short.' }));
    expect(document.activeElement).toBe(endOf('Recovery'));
  });
});

describe('a nurse who watches several patients', () => {
  it('is added as so many lanes, named before they are made', async () => {
    const { user, calls } = show(
      { open: 'new-resource' },
      { [`POST /clinics/${clinic.id}/resources`]: () => [] },
    );
    const dialog = within(await screen.findByRole('dialog', { name: 'Add a resource' }));
    await user.type(dialog.getByRole('textbox', { name: 'Name' }), 'RN Sato');
    const lanes = dialog.getByRole('textbox', { name: 'Watches how many patients at once' });
    await user.clear(lanes);
    await user.type(lanes, '2');
    await dialog.findByText('Makes RN Sato, lane 1; RN Sato, lane 2.');
    await user.click(dialog.getByRole('button', { name: 'Add' }));
    await vi.waitFor(() =>
      expect(calls.find(({ method }) => method === 'POST')?.body).toEqual({
        kind: 'nurse',
        name: 'RN Sato',
        lanes: 2,
        skills: [],
      }),
    );
  });
});
