import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { renderInApp } from '../testing/render.js';
import { ClockTimeField } from './clock-time-field.js';

function Field({ onChange }: { readonly onChange: (time: string) => void }) {
  const [time, setTime] = useState('09:00');
  return (
    <ClockTimeField
      label="Time"
      value={time}
      onChange={(next) => {
        setTime(next);
        onChange(next);
      }}
    />
  );
}

async function typed(text: string) {
  const onChange = vi.fn<(time: string) => void>();
  const { user } = renderInApp(<Field onChange={onChange} />);
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Time' });
  await user.clear(field);
  await user.type(field, text);
  await user.tab();
  return { field, last: onChange.mock.lastCall?.[0] };
}

describe('A time of day', () => {
  it.each([
    ['8', '08:00'],
    ['845', '08:45'],
    ['8.45', '08:45'],
    ['2:30pm', '14:30'],
    ['2 PM', '14:00'],
    ['12:05 am', '00:05'],
    ['12 p.m.', '12:00'],
  ])('is read from %s as %s', async (text, time) => {
    const { field, last } = await typed(text);
    expect([field.value, last, field.getAttribute('aria-invalid')]).toEqual([time, time, null]);
  });

  it.each(['25:99', '13:00pm', 'noon'])('is not read from %s, which stays with its fault', async (text) => {
    const { field, last } = await typed(text);
    expect([field.value, last]).toEqual([text, text]);
    expect(screen.getByText('Write a time such as 08:30.')).toBeTruthy();
  });
});
