import type { SeriesSummaryContent } from '@lull/contracts';
import { reliefCounts, reviewSentence } from '@lull/domain';
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderInApp } from '../../testing/render.js';
import { reviewed } from './relief-words.js';
import { SummarySheet } from './series-summary-page.js';
import { givenTarget, zone } from './target.builder.js';

const day = 24;
const drawn = givenTarget({
  injections: [0, 20 * day, 60 * day],
  scores: `-1h:8clinic 24h:3 72h:3 168h:3 240h:8 264h:8 ${20 * day - 1}h:8clinic ${21 * day}h:3 ${23 * day}h:3 ${32 * day}h:4`,
});
const content: SeriesSummaryContent = {
  patient: { name: 'Kaya, Aylin', mrn: 'A-1', birthDate: '1961-04-05' },
  series: {
    id: 'series',
    procedureName: 'Lumbar sympathetic block',
    side: 'left',
    purpose: 'therapeutic',
    targetSymptom: 'pain',
    condition: { label: 'CRPS I', icd10: 'G90.522' },
    physicianName: 'Dr Ito',
    openedOn: '2026-01-02',
    plannedCount: 4,
    state: 'active',
    endReason: null,
  },
  targets: [
    {
      side: 'left',
      byThreshold: ([50, 30] as const).map((threshold) => ({
        threshold,
        sentence: reviewSentence(reviewed(drawn.injections, threshold), threshold),
        counts: reliefCounts(reviewed(drawn.injections, threshold)),
      })),
      scores: { count: 10, underRescue: 0, from: '2026-01-05', to: '2026-02-06' },
      injections: drawn.injections.map((each) => ({
        ...each,
        on: '2026-01-05',
        levels: each.injection.levels,
        drugs: each.injection.drugs,
        complications: [],
      })),
    },
  ],
  definitions: [{ title: 'relief50: relief by 50 %, version 1', text: 'Relief: at least 2 points.' }],
};
const show = () => renderInApp(<SummarySheet {...{ content, zone }} digest="0f0f" drawn={[drawn]} />);

describe('The sheet for a referrer or payer', () => {
  it('H13: has every count, both definitions and the digest on it', () => {
    show();
    const sheet = screen.getByRole('article', { name: 'Summary of the series' });
    expect(sheet.textContent).toContain('3 injections, 10 pain scores');
    expect(sheet.textContent).toContain(
      'By 50 %: Response after 2 of 2 judged; 0 uncertain, 1 not evaluable',
    );
    expect(sheet.textContent).toContain('#3 no scores');
    expect(sheet.textContent).toContain('relief50: relief by 50 %, version 1');
    expect(sheet.textContent).toContain('SHA-256 0f0f');
    expect(within(sheet).getAllByRole('img')).toHaveLength(3);
  });

  it('shows what is not known as not known, never as zero', () => {
    show();
    const last = within(screen.getByRole('region', { name: 'Injections, left side' }))
      .getAllByRole('row')
      .at(-1);
    expect(last?.textContent).toContain('no scores');
    expect(last?.textContent).not.toMatch(/(^|\s)0( |$|%)/);
  });

  it('is the same sheet to the last character when it is made again', () => {
    const first = show();
    const made = first.container.innerHTML;
    first.unmount();
    // The ids that tie labels to their parts are counted on by the renderer.
    const plain = (html: string): string => html.replaceAll(/_r_\w+_/g, 'id');
    expect(plain(show().container.innerHTML)).toBe(plain(made));
  });
});
