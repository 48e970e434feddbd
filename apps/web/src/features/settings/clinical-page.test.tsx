import type { ClinicalPolicyPreviewView, ClinicalPolicyView } from '@lull/contracts';
import { clinicalPolicies } from '@lull/domain';
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { ClinicalPage } from './clinical-page.js';
import { figuresAnewText } from './policy-preview.js';

const { figures } = clinicalPolicies.relief;
const proposed: ClinicalPolicyView = {
  kind: 'relief',
  version: '1',
  author: 'Lull defaults',
  source: 'Lull’s proposal',
  effectiveFrom: '2024-01-01',
  recordedAt: null,
  revertsTo: null,
  state: 'in-force',
  figures,
  applies: 42,
};
const written: ClinicalPolicyView = {
  ...proposed,
  version: '2',
  author: 'Dr. Osei',
  source: 'Board of 3 March',
  effectiveFrom: '2026-12-01',
  state: 'to-come',
  figures: { ...figures, minimumTherapeutic: 14 * 1440 },
  applies: 7,
};
const preview: ClinicalPolicyPreviewView = {
  accepted: true,
  refusals: [],
  advisories: [],
  differences: [{ figure: 'minimumTherapeutic', before: 10_080, after: 20_160 }],
  applies: { count: 7, sessions: [] },
  figuresAnew: { patients: 200, everyPatient: false, injections: 812, changed: 40, otherResponse: 31 },
};

function show(
  versions: readonly ClinicalPolicyView[],
  open: 'new' | 'revert' | null = null,
  mayChange = true,
) {
  const previews = vi.fn<() => unknown>(() => preview);
  const adding = vi.fn<() => unknown>(() => [written, proposed]);
  const calls = fakeApi({
    'GET /clinical-policies/relief': () => versions,
    'POST /clinical-policies/relief/previews': previews,
    'POST /clinical-policies/relief': adding,
  });
  const onPlace = vi.fn<(place: object) => void>();
  renderInApp(
    <ClinicalPage
      place={{ kind: 'relief', version: open === 'revert' ? '1' : undefined, against: '1', open }}
      today="2026-11-23"
      mayChange={mayChange}
      onPlace={onPlace}
      renderSession={({ sessionId }) => sessionId}
    />,
  );
  return { calls, onPlace };
}

describe('the clinical rules', () => {
  it('are shown by their kind, with to how many booked sessions each version applies', async () => {
    const { onPlace } = show([written, proposed]);
    const rows = within(
      await screen.findByRole('region', { name: 'Versions of the definitions of relief' }),
    ).getAllByRole('row');
    expect(rows[1]?.textContent).toContain('to come');
    expect(rows[1]?.textContent).toContain('7 booked sessions');
    expect(rows[2]?.textContent).toContain('42 booked sessions');
    await userEvent.click(screen.getByText('Decisions'));
    expect(onPlace).toHaveBeenCalledWith({
      kind: 'decision',
      version: undefined,
      against: undefined,
      open: null,
    });
  });

  it('say what would become of the figures before a version is used, and are sent whole', async () => {
    const { calls } = show([proposed], 'new');
    const panel = within(await screen.findByRole('dialog'));
    const days = panel.getByRole('textbox', { name: 'A response lasts at least, days' });
    await userEvent.clear(days);
    await userEvent.type(days, '14');
    await userEvent.type(panel.getByRole('textbox', { name: 'Source' }), 'Board');
    await userEvent.click(panel.getByRole('button', { name: 'Check it' }));
    const means = await panel.findByRole('region', { name: 'What it means' });
    expect(means.textContent).toContain('7 days before, 14 days then');
    expect(means.textContent).toContain(
      'Of 812 injections of the 200 patients injected last, 40 would be judged otherwise; 31 of them with another response.',
    );
    await userEvent.click(panel.getByRole('button', { name: 'Use it' }));
    const sent = () =>
      calls.find(({ method, path }) => method === 'POST' && path === '/clinical-policies/relief');
    await waitFor(() => expect(sent()).toBeDefined());
    expect(sent()?.body).toMatchObject({
      basedOnVersion: '1',
      source: 'Board',
      figures: { ...figures, minimumTherapeutic: 20_160 },
    });
  });

  it('are nobody’s to write without the right', async () => {
    show([written, proposed], null, false);
    await screen.findByRole('region', { name: 'Versions of the definitions of relief' });
    expect(screen.queryByRole('button', { name: /^Write|^Bring/ })).toBeNull();
  });

  it.each([
    [{ patients: 0, everyPatient: true, injections: 0, changed: 0, otherResponse: 0 }, /^No injection has/],
    [
      { patients: 1, everyPatient: true, injections: 1, changed: 0, otherResponse: 0 },
      /^Of 1 injection of 1 patient, none would be judged otherwise\.$/,
    ],
    [
      { patients: 2, everyPatient: true, injections: 9, changed: 3, otherResponse: 0 },
      /3 would be judged otherwise; none of them with another response\.$/,
    ],
  ])('count figures in a sentence: %j', (anew, text) => {
    expect(figuresAnewText(anew)).toMatch(text);
  });
});
