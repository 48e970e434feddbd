import type { AfterCareView, RecoveryView } from '@lull/contracts';
import { screen, within } from '@testing-library/react';
import { Suspense, type ReactElement } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal } from '../../testing/fake-api.js';
import { at, clinic } from '../../testing/given-day.js';
import { recoveringSession as session, recovery } from '../../testing/given-recovery.js';
import { renderInApp } from '../../testing/render.js';
import { AfterCarePage } from './after-care-page.js';
import { DischargeSection } from './discharge-section.js';
import { ProcedureSection } from './procedure-section.js';
import { RecoverySection } from './recovery-section.js';

const path = `/sessions/${session.id}`;

function show(section: ReactElement, visit: RecoveryView, answers: Parameters<typeof fakeApi>[0] = {}) {
  const calls = fakeApi({
    'GET /sign-ins/current': () => ({ memberId: '1', name: 'Ana Diaz', roles: ['nurse'] }),
    [`GET ${path}/recovery`]: () => visit,
    ...answers,
  });
  const shown = renderInApp(<Suspense>{section}</Suspense>);
  const sent = (what: string) =>
    calls.filter(({ method, path: asked }) => method === 'POST' && asked === `${path}/${what}`);
  return { ...shown, sent };
}

const press = (name: string | RegExp, within_: HTMLElement = document.body) =>
  within(within_).getByRole('button', { name });

describe('The steps of the procedure', () => {
  const section = <ProcedureSection session={session} zone={clinic.timeZone} />;
  const inRoom = recovery({ sessionState: 'in-room' });

  it('are written down by one tap each, without a time of the tablet’s: the server knows it (H24)', async () => {
    const { user, sent } = show(section, inRoom, { [`POST ${path}/procedure-steps`]: () => inRoom });
    const contrast = await screen.findByRole('group', { name: 'Contrast' });
    await user.click(press('Done', contrast));
    await vi.waitFor(() => expect(sent('procedure-steps')).toHaveLength(1));
    expect(sent('procedure-steps')[0]?.body).toEqual({ steps: [{ step: 'contrast', state: 'done' }] });
  });

  it('ask why what belongs to it was not done, and offer nothing that cannot be', async () => {
    const { user, sent } = show(section, inRoom, { [`POST ${path}/procedure-steps`]: () => inRoom });
    const prone = await screen.findByRole('group', { name: 'Patient lies prone' });
    expect(within(prone).queryByRole('button', { name: 'Does not apply' })).toBeNull();
    await user.click(press('Not done', prone));
    expect(press('Write down')).toHaveProperty('disabled', true);
    await user.type(screen.getByLabelText('Why was it not done?'), 'Lies on the side');
    await user.click(press('Write down'));
    await vi.waitFor(() => expect(sent('procedure-steps')).toHaveLength(1));
    expect(sent('procedure-steps')[0]?.body).toEqual({
      steps: [{ step: 'positioned-prone', state: 'not-done', reason: 'Lies on the side' }],
    });
  });

  it('H5: say why no sedative may be given, every reason with its way out', async () => {
    const escort = {
      code: 'readiness.escort-not-confirmed',
      detail: 'Nobody is confirmed who takes the patient home.',
      remedy: { code: 'convert-to-unsedated', detail: 'Go on without sedation.', facts: {} },
    } as const;
    const consent = { code: 'readiness.sedation-consent-missing', detail: 'There is no consent.' } as const;
    const { user } = show(section, inRoom, {
      [`POST ${path}/procedure-steps`]: () =>
        new Refusal({ status: 409, ...escort, errors: [escort, consent] }),
    });
    await user.click(press('Done', await screen.findByRole('group', { name: 'Mild sedative by IV' })));
    const alert = await screen.findByRole('alert');
    expect(
      within(alert)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Nobody is confirmed who takes the patient home. Go on without sedation.',
      'There is no consent.',
    ]);
  });

  it('H10: say where lipid emulsion is kept, or that nobody has said so', async () => {
    show(section, { ...inRoom, lipidLocation: 'red trolley' });
    expect(await screen.findByText('Lipid emulsion: red trolley.')).toBeDefined();
  });
});

describe('A reading in recovery', () => {
  const section = <RecoverySection session={session} zone={clinic.timeZone} />;

  it('begins empty, sends what was looked at alone, and begins empty again', async () => {
    const { user, sent } = show(section, recovery(), {
      [`POST ${path}/recovery-readings`]: () => recovery(),
    });
    const pain = await screen.findByRole('group', { name: /^Pain/ });
    await user.click(within(pain).getByRole('radio', { name: '3' }));
    await user.click(press('Record reading'));
    await vi.waitFor(() => expect(sent('recovery-readings')).toHaveLength(1));
    expect(sent('recovery-readings')[0]?.body).toMatchObject({
      nrs: 3,
      leftLegStrength: null,
      standsSafely: null,
      effects: [],
    });
    for (const radio of screen.getAllByRole('radio')) expect(radio).toHaveProperty('checked', false);
  });

  it('adds up the score of a sedated patient, and takes no half of one', async () => {
    const { user, sent } = show(section, recovery({ sedated: true, plannedSedation: 'moderate' }));
    await user.click(await screen.findByRole('radio', { name: '2: moves all four' }));
    expect(screen.getByText('Aldrete: 1 of 5 items')).toBeDefined();
    await user.click(press('Record reading'));
    expect(screen.getByText('Score all five items, or none.')).toBeDefined();
    expect(sent('recovery-readings')).toHaveLength(0);
  });
});

describe('The way home', () => {
  const section = <DischargeSection session={session} zone={clinic.timeZone} />;
  const reasons = [
    { code: 'discharge.escort-not-present', detail: 'No escort.', overridable: false },
    { code: 'discharge.legs-not-tested', detail: 'The legs are not tested.', overridable: true },
  ];

  it('says every reason at once; only what may be set aside has a field for why', async () => {
    const refused = new Refusal({
      status: 409,
      code: 'discharge.escort-not-present',
      detail: '',
      errors: reasons,
    });
    const { user, sent } = show(section, recovery({ sedated: true }), {
      [`POST ${path}/discharge`]: () => refused,
    });
    await user.click(await screen.findByRole('button', { name: 'Discharge' }));
    const alert = await screen.findByRole('alert');
    await vi.waitFor(() =>
      expect(
        within(alert)
          .getAllByRole('listitem')
          .map(({ textContent }) => textContent),
      ).toEqual(['No escort.', 'The legs are not tested.']),
    );
    await user.type(screen.getByLabelText('The legs are not tested.'), 'Refuses');
    expect(screen.queryByLabelText('No escort.')).toBeNull();
    await user.click(press('Discharge'));
    await vi.waitFor(() => expect(sent('discharge')).toHaveLength(2));
    expect(sent('discharge')[1]?.body).toMatchObject({
      escort: null,
      overrides: [{ code: 'discharge.legs-not-tested', reason: 'Refuses' }],
    });
  });

  it('records the escort by name and lets the patient go by the step, in one press', async () => {
    const { user, sent } = show(section, recovery(), {
      [`POST ${path}/discharge`]: () => recovery(),
      [`POST ${path}/steps`]: () => ({ ...session, state: 'discharged' }),
    });
    const [escortHere, told, saidBack] = await screen.findAllByRole('radio', { name: 'Yes' });
    if (escortHere === undefined || told === undefined || saidBack === undefined)
      throw new Error('Nothing is asked.');
    await user.click(escortHere);
    await user.type(screen.getByLabelText('Name of the escort'), 'Ruth');
    await user.type(screen.getByLabelText('Who is it to the patient?'), 'sister');
    await user.click(told);
    await user.click(saidBack);
    await user.click(press('Discharge'));
    await vi.waitFor(() => expect(sent('steps')[0]?.body).toEqual({ to: 'discharged' }));
    expect(sent('discharge')[0]?.body).toEqual({
      escort: { name: 'Ruth', relation: 'sister', present: true },
      afterCareTold: true,
      saidBack: true,
      overrides: [],
    });
  });
});

describe('The after-care sheet', () => {
  const sheet: AfterCareView = {
    sessionId: session.id,
    patientName: 'Aylin Kaya',
    language: 'es-MX',
    clinicName: 'Test clinic',
    timeZone: clinic.timeZone,
    start: at('10:00'),
    preliminary: false,
    lines: [{ code: 'eat-and-drink', until: null, en: 'You may eat.', es: 'Puede comer.' }],
  };

  it('is in the patient’s language first, and in the other by a choice', async () => {
    const { user } = show(<AfterCarePage sessionId={session.id} links={null} />, recovery(), {
      [`GET ${path}/after-care`]: () => sheet,
    });
    expect(await screen.findByText('Puede comer.')).toBeDefined();
    await user.click(screen.getByRole('radio', { name: 'English' }));
    expect(screen.getByText('You may eat.')).toBeDefined();
    expect(screen.queryByText('Puede comer.')).toBeNull();
  });
});
