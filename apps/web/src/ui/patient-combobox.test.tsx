import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderInApp } from '../testing/render.js';
import { PatientCombobox } from './patient-combobox.js';

const kaya = { id: 'kaya', mrn: '4711', familyName: 'Kaya', givenName: 'Aylin', birthDate: '1961-05-04' };

function show(ofOtherWords: boolean) {
  const onChoose = vi.fn<(patient: { readonly id: string }) => void>();
  const shown = renderInApp(
    <PatientCombobox
      words="ka"
      onWords={() => undefined}
      found={[kaya]}
      searching={ofOtherWords}
      ofOtherWords={ofOtherWords}
      nothing="No patient found."
      onChoose={onChoose}
      input={{ 'aria-label': 'Patient' }}
    />,
  );
  return { onChoose, ...shown };
}

describe('Choosing a patient', () => {
  it('is done by the arrow keys and Enter', async () => {
    const { user, onChoose } = show(false);
    await user.click(screen.getByRole('textbox', { name: 'Patient' }));
    await user.keyboard('{ArrowDown}{Enter}');
    expect(onChoose.mock.calls.map(([{ id }]) => id)).toEqual(['kaya']);
  });

  it('is not possible from what the words before have found, by keys or by a click', async () => {
    const { user, onChoose } = show(true);
    await user.click(screen.getByRole('textbox', { name: 'Patient' }));
    await user.keyboard('{ArrowDown}{Enter}');
    await user.click(await screen.findByRole('option', { name: /Kaya/ }));
    expect(onChoose).not.toHaveBeenCalled();
  });
});
