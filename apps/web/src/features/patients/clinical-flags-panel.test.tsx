import type { ClinicalFlagView } from '@lull/contracts';
import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { ClinicalFlagsPanel } from './clinical-flags-panel.js';

const noneKnown: ClinicalFlagView = {
  id: 'none',
  version: 2,
  kind: 'allergy',
  state: 'none-known',
  substance: null,
  note: null,
  recordedAt: Date.UTC(2026, 10, 30, 15),
};
const latex: ClinicalFlagView = { ...noneKnown, id: 'latex', state: 'listed', substance: 'latex' };
const diabetes: ClinicalFlagView = { ...noneKnown, id: 'diabetes', kind: 'diabetes', state: 'present' };

function show(...flags: readonly ClinicalFlagView[]) {
  const calls = fakeApi({ 'POST /patients/kaya/clinical-flags/none/end': () => ({}) });
  return {
    ...renderInApp(
      <ClinicalFlagsPanel patient={{ id: 'kaya' }} flags={flags} zone="America/New_York" mayRecord />,
    ),
    calls,
  };
}

const items = () => screen.queryAllByRole('listitem').map(({ textContent }) => textContent ?? '');

describe('Clinical flags', () => {
  it('say once that no allergy is known, and when that was asked', () => {
    show(noneKnown, diabetes);
    expect(screen.getAllByText(/none known/i)).toHaveLength(1);
    expect(screen.getByText('asked Mon 30 Nov 2026')).toBeTruthy();
    expect(items()).toEqual([expect.stringContaining('Diabetes')]);
  });

  it('say when a flag was recorded, which is not since when', () => {
    show(diabetes);
    expect(items()).toEqual([expect.stringMatching(/Diabetes.*recorded Mon 30 Nov 2026/)]);
  });

  it('invent no day for what was imported', () => {
    show({ ...noneKnown, recordedAt: null }, { ...diabetes, recordedAt: null });
    expect(screen.getAllByText('not known when')).toHaveLength(2);
    expect(screen.queryByText(/2026/)).toBeNull();
  });

  it('let that answer be ended where it stands', async () => {
    const { user, calls } = show(noneKnown);
    await user.click(screen.getByRole('button', { name: 'End: allergies none known' }));
    await vi.waitFor(() =>
      expect(calls.find(({ method }) => method === 'POST')?.headers.get('if-match')).toBe('"v2"'),
    );
  });

  it('hide neither of two answers that contradict each other', () => {
    show(noneKnown, latex);
    expect(items()).toEqual([expect.stringContaining('none known'), expect.stringContaining('latex')]);
  });

  it('do not take silence for an answer', () => {
    show(diabetes);
    expect(screen.getByText('not asked')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Asked: none known' })).toBeTruthy();
  });
});
