import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ReadinessFlags } from './readiness-flags.js';

const latex = {
  id: 'latex',
  version: 1,
  kind: 'allergy',
  state: 'listed',
  substance: 'latex',
  note: null,
  recordedAt: 0,
} as const;

describe('What a page about a patient says of allergies', () => {
  it.each([
    ['the substance, to those who may read it', [latex], 'allergy: latex'],
    ['that there is one, to others', null, 'allergy'],
  ])('is %s', (_story, flags, words) => {
    render(<ReadinessFlags kinds={['allergy-listed']} flags={flags} />);
    expect(screen.getByRole('listitem').textContent).toBe(words);
  });
});
