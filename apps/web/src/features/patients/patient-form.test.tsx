import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal, type FakeCall } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { PatientForm } from './patient-form.js';

beforeEach(() => sessionStorage.clear());

function show(answer: (call: FakeCall) => unknown = () => ({ id: 'new' })) {
  const calls = fakeApi({
    'POST /patients': answer,
    'POST /patients/searches': () => ({
      rows: [{ id: 'there', mrn: 'MP1', familyName: 'Kaya', givenName: 'Aylin', birthDate: '1961-04-05' }],
      next: null,
    }),
  });
  const onSaved = vi.fn<() => void>();
  const shown = renderInApp(
    <PatientForm
      patient={null}
      memberId="member"
      now={Date.UTC(2026, 10, 22)}
      zone="America/New_York"
      onSaved={onSaved}
      onCancel={() => undefined}
      patientLink={(id, line) => <a href={`#${id}`}>{line}</a>}
    />,
  );
  return { onSaved, sent: () => calls.filter(({ path }) => path === '/patients'), ...shown };
}

type User = ReturnType<typeof renderInApp>['user'];
const box = (name: RegExp) => screen.getByRole('textbox', { name });
const create = (user: User) => user.click(screen.getByRole('button', { name: 'Create patient' }));

async function fillIn(user: User): Promise<void> {
  await user.type(box(/Family name/), 'Kaya');
  await user.type(box(/Given name/), 'Aylin');
  await user.type(screen.getByLabelText(/Birth date/), '1961-04-05');
  await user.type(box(/MRN/), 'MP2');
  await user.click(screen.getByRole('radio', { name: 'female' }));
}

describe('A new patient', () => {
  it('is not sent while something is missing: the summary has the focus, and nothing typed is lost', async () => {
    const { user, sent } = show();
    await user.type(box(/Given name/), 'Aylin');
    await create(user);
    const summary = screen.getByRole('alert');
    expect(document.activeElement).toBe(summary);
    expect(
      within(summary)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Enter the family name.',
      'Enter the MRN.',
      'Enter the birth date.',
      'Choose the sex at birth, or "not known".',
    ]);
    expect(box(/Given name/)).toHaveProperty('value', 'Aylin');
    expect(sent()).toHaveLength(0);
  });

  it.each([
    [
      'a telephone number without its country',
      /Telephone/,
      '555 1234',
      'Write the number with its country code, such as +15551234567.',
    ],
    ['an e-mail address without a host', /E-mail/, 'aylin@', 'Not an e-mail address.'],
    ['a weight nobody has', /Weight/, '900', 'Enter a weight in kilograms that a person can have.'],
  ])('refuses %s, under the field', async (_story, field, typed, sentence) => {
    const { user, sent } = show();
    await fillIn(user);
    await user.type(box(field), typed);
    await create(user);
    expect(screen.getAllByText(sentence)).toHaveLength(2);
    expect(sent()).toHaveLength(0);
  });

  it('sends a number as it is dialled from abroad, however it was typed', async () => {
    const { user, sent, onSaved } = show();
    await fillIn(user);
    await user.type(box(/Telephone/), '+1 (555) 123-4567');
    await create(user);
    await vi.waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(sent()[0]?.body).toMatchObject({
      familyName: 'Kaya',
      birthDate: '1961-04-05',
      phone: '+15551234567',
      email: null,
      weightKg: null,
    });
  });

  it('shows under the field what the server blames', async () => {
    const taken = {
      code: 'patients.mrn-taken',
      pointer: '/mrn',
      detail: 'Another patient of your practice has this MRN.',
    };
    const { user } = show(
      () => new Refusal({ status: 409, detail: taken.detail, code: taken.code, errors: [taken] }),
    );
    await fillIn(user);
    await create(user);
    expect(await screen.findAllByText(taken.detail)).toHaveLength(2);
    expect(box(/MRN/)).toHaveProperty('value', 'MP2');
  });

  it('shows who may be the same person, and is sent once somebody has compared', async () => {
    const duplicate = {
      code: 'patients.likely-duplicate',
      detail: 'A patient with the same name and birth date stands in the record.',
      overridable: true,
    };
    const { user, sent } = show(({ body }) =>
      typeof body === 'object' && body !== null && 'comparedWithDuplicates' in body
        ? { id: 'new' }
        : new Refusal({ status: 409, code: duplicate.code, detail: duplicate.detail, errors: [duplicate] }),
    );
    await fillIn(user);
    await create(user);
    expect((await screen.findByRole('link', { name: /Kaya, Aylin/ })).getAttribute('href')).toBe('#there');
    await user.click(screen.getByRole('checkbox', { name: 'I compared: this is another person' }));
    await create(user);
    await vi.waitFor(() => expect(sent()).toHaveLength(2));
    expect(sent()[1]?.body).toMatchObject({ comparedWithDuplicates: true });
  });
});
