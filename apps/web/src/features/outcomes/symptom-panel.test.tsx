import type { SeriesReliefView } from '@lull/contracts';
import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderInApp } from '../../testing/render.js';
import { layoutSymptom } from './symptom-layout.js';
import { SymptomPanel } from './symptom-panel.js';
import { firstInjectionAt, givenInstrument, givenSweating, zone } from './target.builder.js';

const dayMs = 86_400_000;
const hours = (values: readonly number[]) => values.map((value, index) => `${index * 24 + 6}h:${value}`);
const target = givenSweating({
  injections: [0, 20 * 24],
  scores: [
    '-1h:4clinic',
    ...hours([2, 2, 2, 2, 2, 2, 2, 2, 2, 4, 4]),
    '479h:4clinic',
    '490h:3',
    '540h:3',
    '660h:3',
  ].join(' '),
});
const relief: SeriesReliefView = {
  seriesId: 'series',
  side: 'left',
  purpose: 'therapeutic',
  targetSymptom: 'sweating',
  definitionVersion: 'hdss2 1 (2024-01-01)',
  targets: [target],
  instruments: [
    givenInstrument('hdss', firstInjectionAt - 3_600_000, 4, { source: 'clinic', region: 'foot' }),
    givenInstrument('hdss', firstInjectionAt + dayMs, 2, { side: null }),
    givenInstrument('pgic', firstInjectionAt + 14 * dayMs, 2),
  ],
  nextSession: null,
};

function show(more: Partial<Parameters<typeof SymptomPanel>[0]> = {}) {
  const onThreshold = vi.fn<(threshold: 50 | 30) => void>();
  const shown = renderInApp(
    <SymptomPanel
      relief={relief}
      review={null}
      threshold={50}
      onThreshold={onThreshold}
      zone={zone}
      renderActions={() => null}
      {...more}
    />,
  );
  return { ...shown, onThreshold };
}
const row = (name: RegExp): string => screen.getByRole('row', { name }).textContent;

describe('S3: the page of a series against sweating', () => {
  it('says by what it is judged, and speaks of steps and not of pain', () => {
    show();
    expect(screen.getByRole('heading', { name: 'Relief of sweating between injections' })).toBeTruthy();
    expect(screen.getByText(/^Judged by the HDSS \(1 to 4\): two steps less are a success/)).toBeTruthy();
    expect(
      screen.getByText(/^There was no relief of sweating by two steps of the HDSS after #2/),
    ).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/pain score|50 %|30 %/);
  });

  it('has each injection with its HDSS before, how long relief lasted and the response', () => {
    show();
    expect(row(/^#1/)).toMatch(/4check-in8\.2–9\.3 dresponse/);
    expect(row(/^#2/)).toMatch(/4check-innone.*no response/);
  });

  it('judges by one step when asked', async () => {
    const { onThreshold, user } = show();
    await user.click(screen.getByText('1 step (partial)'));
    expect(onThreshold).toHaveBeenCalledWith(30);
  });

  it('has the course as a picture with a sentence for its name', () => {
    show();
    expect(
      screen.getByRole('img', { name: /^Sweating by the HDSS, 1 \(best\) to 4 \(worst\)/ }),
    ).toBeTruthy();
  });

  it('lists what was answered, the latest first, with the change and where on the body', () => {
    show();
    const rows = screen.getAllByRole('row').map(({ textContent }) => textContent);
    const answers = rows.filter((text) => /HDSS|PGIC/.test(text) && /of [47]/.test(text));
    expect(answers).toEqual([
      expect.stringContaining('PGIC2 of 7––diary'),
      expect.stringContaining('HDSS2 of 4better by 2 (a change that matters)–diary'),
      expect.stringContaining('HDSS4 of 4–footclinic'),
    ]);
  });

  it('shows the latest ten answers, and all of them when asked', async () => {
    const many = Array.from({ length: 14 }, (_, index) =>
      givenInstrument('hdss', firstInjectionAt + index * dayMs, (index % 4) + 1),
    );
    const { user } = show({ relief: { ...relief, instruments: many } });
    const answers = () => screen.getAllByRole('cell', { name: 'HDSS' }).length;
    expect(answers()).toBe(10);
    await user.click(screen.getByRole('button', { name: 'Show all 14' }));
    expect(answers()).toBe(14);
  });

  it('says what will stand here while nothing is recorded', () => {
    show({ relief: { ...relief, targets: [{ ...target, injections: [], scores: [] }], instruments: [] } });
    expect(screen.getByText(/^No injection has been recorded yet\./)).toBeTruthy();
  });
});

describe('S3: the page of a series for blood flow', () => {
  it('shows what was measured and says that nothing is judged', () => {
    show({
      relief: {
        ...relief,
        targetSymptom: 'perfusion',
        targets: [{ ...target, scores: [] }],
        instruments: [
          givenInstrument('walking-distance', firstInjectionAt - dayMs, 100),
          givenInstrument('walking-distance', firstInjectionAt + 9 * dayMs, 350),
        ],
      },
    });
    expect(
      screen.getByText(/No source names a threshold, so that nothing is judged from them\.$/),
    ).toBeTruthy();
    expect(screen.getByText('better by 250 (no threshold is known)')).toBeTruthy();
    expect(screen.queryByRole('columnheader', { name: 'Response' })).toBeNull();
    expect(screen.queryByRole('radiogroup')).toBeNull();
  });
});

describe('The picture of a score of few steps', () => {
  const drawn = (scores: string) =>
    layoutSymptom({
      target: givenSweating({ injections: [0], scores }),
      range: { least: 1, most: 4 },
      zone,
      width: 800,
    });

  it('has the best at the bottom, the worst at the top, and every step a line', () => {
    const { steps, scores, top, bottom } = drawn('-1h:4clinic 24h:1');
    expect(steps.map(({ value }) => value)).toEqual([1, 2, 3, 4]);
    expect(scores.map(({ y }) => y)).toEqual([top, bottom]);
    expect(scores.map(({ clinic }) => clinic)).toEqual([true, false]);
  });

  it('draws no line through a week in which nobody answered', () => {
    expect(drawn('24h:2 48h:2 240h:3 264h:3').lines).toHaveLength(2);
    expect(drawn('24h:2 48h:2 72h:3').lines).toHaveLength(1);
  });

  it('names no more days than can be read', () => {
    const { days, width } = drawn('24h:2 9000h:3');
    expect(days.length).toBeGreaterThan(2);
    expect(width / days.length).toBeGreaterThan(48);
  });
});
