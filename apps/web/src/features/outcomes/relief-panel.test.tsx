import type { SeriesReliefView } from '@lull/contracts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderInApp } from '../../testing/render.js';
import { ReliefPanel } from './relief-panel.js';
import { firstInjectionAt, givenInstrument, givenTarget, zone } from './target.builder.js';

const day = 24;
const target = givenTarget({
  injections: [0, 20 * day, 60 * day],
  scores: `-1h:8clinic 24h:3 72h:3 168h:3 240h:8 264h:8 ${20 * day - 1}h:8clinic ${21 * day}h:3 ${23 * day}h:3 ${32 * day}h:4`,
});
const relief: SeriesReliefView = {
  seriesId: 'series',
  side: 'left',
  purpose: 'therapeutic',
  targetSymptom: 'pain',
  definitionVersion: 'relief50 1 (2024-01-01)',
  targets: [target],
  instruments: [],
  nextSession: null,
};

function show(more: Partial<Parameters<typeof ReliefPanel>[0]> = {}) {
  const onSettings = vi.fn<() => void>();
  const shown = renderInApp(
    <ReliefPanel
      relief={relief}
      review={null}
      threshold={50}
      span="whole"
      now={firstInjectionAt + 70 * 86_400_000}
      zone={zone}
      nextSessionText={null}
      renderActions={(injection) => <a href={`#${injection.id}`}>Correct this record</a>}
      onSettings={onSettings}
      {...more}
    />,
  );
  return { ...shown, onSettings };
}

const row = (ordinal: number): string[] => {
  const table = screen.getByRole('region', { name: /as a table/ });
  const [, ...rows] = within(table).getAllByRole('row');
  const found = rows[ordinal - 1];
  return found === undefined
    ? []
    : within(found)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent ?? '');
};

describe('Relief between injections', () => {
  it('stands as a picture with a name, and as a table', () => {
    show();
    expect(screen.getByRole('img', { name: /Time line of pain scores, injections and relief/ })).toBeTruthy();
    expect(row(1)).toContain('7–10 d');
  });

  it('has function and rescue drugs in the table as well, beside the injection they speak of', () => {
    const at = (days: number) => firstInjectionAt + days * 86_400_000;
    const rescued = givenTarget({ injections: [0, 20 * day], scores: '-1h:8clinic 24h:3R 72h:3 240h:8' });
    show({
      relief: {
        ...relief,
        targets: [rescued],
        instruments: [
          givenInstrument('peg', at(-1), 8.667),
          givenInstrument('pgic', at(9), 2),
          givenInstrument('peg', at(10), 4),
        ],
      },
    });
    expect(row(1)).toContain('before: 8.7; 4');
    expect(row(1)).toContain('3diary 3 of 14 days1 under rescue');
    expect(row(2).at(-2)).toBe('–');
  });

  it('gives a lower bound where relief was not seen to end', () => {
    show();
    expect(row(2).some((cell) => cell.startsWith('≥ 12 d'))).toBe(true);
  });

  it('shows what is not known as not known, never as zero', () => {
    show();
    const cells = row(3);
    expect(cells.some((cell) => cell.includes('no scores'))).toBe(true);
    expect(cells.slice(0, -2).every((cell) => !/(^|\s)0( |$|%)/.test(cell))).toBe(true);
  });

  it('names the version of the definition and the number of scores', () => {
    show();
    expect(screen.getByText(/Definitions in force: 50 % relief, version 1 of 2024-01-01\./)).toBeTruthy();
    expect(screen.getByText(/3 injections, 10 pain scores/)).toBeTruthy();
  });

  it('S26, H14: says for how long relief typically lasts, and that it is no promise', () => {
    show();
    expect(
      screen.getByText(
        /Typically relief lasts 2 to 42 days.* differs from patient to patient.*never a promise/,
      ),
    ).toBeTruthy();
  });

  it('answers "Is #2 better than #1?" by both definitions, and any other pair', async () => {
    const { user } = show();
    const compare = screen.getByRole('group', { name: 'Compare two injections' });
    const answer = within(compare).getByRole('status');
    expect(answer.textContent).toContain('Relief by half lasted longer after #2 than after #1');
    expect(answer.textContent).toContain('Relief by 30 % lasted longer after #2 than after #1');
    await user.selectOptions(within(compare).getByRole('combobox', { name: 'Injection to compare' }), '3');
    expect(answer.textContent).toContain('cannot be compared: #3 (no scores) cannot be judged');
  });

  it('H14: says the trend by both definitions, and a prediction as ranges that book nothing', () => {
    const byThreshold = ([50, 30] as const).map((threshold) => ({
      threshold,
      trend: { kind: 'too-few', injections: 2, needed: 3 } as const,
      trendSentence: `Too few to judge by ${threshold} %.`,
      forecast: {
        of: 'last-injection' as const,
        ordinal: 3,
        from: firstInjectionAt + 60 * 86_400_000,
        days50: [5, 19] as const,
        days80: [3, 33] as const,
        basis: 'prior' as const,
        patients: 0,
        injections: 0,
        ownInjections: 2,
        policyVersion: '1',
        sentence: 'Made from a prior, not your clinic’s data.',
        reviewBetween: { from: '2026-03-16', to: '2026-03-25' },
      },
    }));
    show({ review: { seriesId: 'series', targets: [{ side: 'left', byThreshold }] } });
    expect(screen.getByText(/Too few to judge by 50 %/)).toBeTruthy();
    expect(screen.getByText(/Too few to judge by 30 %/)).toBeTruthy();
    expect(screen.getByText(/a prior, not your clinic’s data/)).toBeTruthy();
    expect(
      screen.getByText(/between Mon 16 Mar 2026 and Wed 25 Mar 2026\. It is information: nothing is booked/),
    ).toBeTruthy();
    expect(screen.getByText(/relief probably ends: 50 % \(full\), 80 % \(outline\)/)).toBeTruthy();
  });

  it('draws every injection on one scale, each with its duration', () => {
    show();
    const list = screen.getByRole('list', { name: 'Each injection on one scale, left side' });
    expect(within(list).getAllByRole('img')).toHaveLength(3);
    expect(within(list).getByRole('img', { name: /Injection 1: relief 7–10 d, on a scale of/ })).toBeTruthy();
  });

  it('describes each injection to the keyboard and opens its record', async () => {
    const { user } = show();
    const markers = screen.getByRole('group', { name: 'Injections' });
    const second = within(markers).getByRole('button', {
      name: /Injection 2, Sun 25 Jan 2026: L3; bupivacaine 0.25 % 12 mL; relief ≥ 12 d/,
    });
    within(markers)
      .getByRole('button', { name: /Injection 3/ })
      .focus();
    await user.keyboard('{ArrowLeft}');
    expect(document.activeElement).toBe(second);
    await user.keyboard('{Enter}');
    expect(screen.getByRole('region', { name: 'Injection 2' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Correct this record' }).getAttribute('href')).toBe(
      '#injection 1',
    );
  });

  it('asks for the other definition', async () => {
    const { user, onSettings } = show();
    await user.click(screen.getByRole('radio', { name: '30 % relief' }));
    expect(onSettings).toHaveBeenCalledWith({ threshold: 30, span: 'whole' });
  });

  it('says what will stand here before the first injection', () => {
    show({ relief: { ...relief, targets: [{ side: 'left', scores: [], injections: [] }] } });
    expect(screen.getByText(/No injection has been recorded yet/)).toBeTruthy();
  });
});
