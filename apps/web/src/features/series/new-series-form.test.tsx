import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal, type FakeCall } from '../../testing/fake-api.js';
import { clinic } from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import { NewSeriesForm } from './new-series-form.js';

beforeEach(() => sessionStorage.clear());

function show(answer: (call: FakeCall) => unknown = () => ({ id: 'new', advisories: [] })) {
  const calls = fakeApi({ 'POST /series': answer });
  const onCreated = vi.fn<() => void>();
  const form = (
    <NewSeriesForm
      patientId="patient"
      memberId="member"
      proposal={false}
      clinics={[clinic]}
      onCreated={onCreated}
      onCancel={() => undefined}
    />
  );
  return { calls, onCreated, form, ...renderInApp(form) };
}

const radio = (name: string) => screen.getByRole('radio', { name });
type User = ReturnType<typeof renderInApp>['user'];

async function fillIn(user: User, side: string): Promise<void> {
  await user.type(screen.getByRole('combobox', { name: /Condition/ }), 'Phantom limb');
  await user.click(await screen.findByRole('option', { name: 'Phantom limb pain' }));
  await user.click(radio(side));
  await user.click(radio('Therapeutic'));
  await user.click(screen.getByRole('combobox', { name: /Physician/ }));
  await user.click(await screen.findByRole('option', { name: 'Dr Ito' }));
  await user.type(screen.getByRole('textbox', { name: /Planned injections/ }), '4');
}

describe('A new series', () => {
  it('begins without a side and without a purpose', () => {
    show();
    for (const name of ['LEFT', 'RIGHT', 'BOTH SIDES', 'Therapeutic', 'Diagnostic'])
      expect(radio(name)).toHaveProperty('checked', false);
  });

  it('S6: is therapeutic, diagnostic or pre-surgical, as it is chosen', async () => {
    const { user, calls, onCreated } = show();
    await fillIn(user, 'LEFT');
    await user.click(radio('Diagnostic'));
    await user.click(radio('Pre-surgical'));
    await user.click(screen.getByRole('button', { name: 'Begin series' }));
    await vi.waitFor(() => expect(onCreated).toHaveBeenCalled());
    expect(calls[0]?.body).toMatchObject({ purpose: 'pre-surgical' });
  });

  it('is not sent without a side: the summary is focused and says so, and so does the field', async () => {
    const { user, calls } = show();
    await user.click(screen.getByRole('button', { name: 'Begin series' }));
    const summary = screen.getByRole('alert');
    expect(document.activeElement).toBe(summary);
    expect(
      within(summary).getByRole('button', { name: 'Choose the side. It is never filled in for you.' }),
    ).toBeTruthy();
    expect(screen.getByRole('group', { name: /Side to treat/ }).textContent).toContain('Choose the side');
    expect(calls).toHaveLength(0);
  });

  it('is told what is missing in the order of its fields', async () => {
    const { user } = show();
    await user.click(screen.getByRole('button', { name: 'Begin series' }));
    const lines = within(screen.getByRole('alert')).getAllByRole('button');
    expect(lines.slice(0, 5).map(({ textContent }) => textContent)).toEqual([
      'Name the condition.',
      'Write an ICD-10-CM code such as G90.522.',
      'Choose the side. It is never filled in for you.',
      'Choose the purpose.',
      'Choose the physician.',
    ]);
  });

  it('leads from the summary to the field', async () => {
    const { user } = show();
    await user.click(screen.getByRole('button', { name: 'Begin series' }));
    await user.click(screen.getByRole('button', { name: /ICD-10-CM code such as/ }));
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /ICD-10-CM/ }));
  });

  it('says at once that the diagnosis names the other side', async () => {
    const { user } = show();
    await user.type(screen.getByRole('textbox', { name: /ICD-10-CM/ }), 'g90.522');
    await user.click(radio('RIGHT'));
    expect(screen.getByText('The diagnosis code names another side than the series.')).toBeTruthy();
    await user.click(radio('LEFT'));
    expect(screen.queryByText('The diagnosis code names another side than the series.')).toBeNull();
  });

  it('fills in the code of a condition that has one, and never one that names a side', async () => {
    const { user } = show();
    await user.type(screen.getByRole('combobox', { name: /Condition/ }), 'Stump');
    await user.click(await screen.findByRole('option', { name: 'Stump neuroma, leg' }));
    expect(screen.getByRole('textbox', { name: /ICD-10-CM/ })).toHaveProperty('value', '');
    await user.click(screen.getByRole('button', { name: 'T87.34 · left' }));
    expect(screen.getByRole('textbox', { name: /ICD-10-CM/ })).toHaveProperty('value', 'T87.34');
    expect(radio('LEFT')).toHaveProperty('checked', false);
  });

  it('S3: is proposed a target symptom by the condition, says so, and takes another that is chosen', async () => {
    const { user, calls, onCreated } = show();
    for (const name of ['pain', 'sweating', 'blood flow'])
      expect(radio(name)).toHaveProperty('checked', false);
    await fillIn(user, 'LEFT');
    expect(radio('pain')).toHaveProperty('checked', true);
    expect(screen.getByText('Proposed by the condition (G54.6); you may choose another')).toBeTruthy();
    await user.clear(screen.getByRole('textbox', { name: /ICD-10-CM/ }));
    await user.type(screen.getByRole('textbox', { name: /ICD-10-CM/ }), 'L74.513');
    expect(radio('sweating')).toHaveProperty('checked', true);
    expect(screen.getByText(/^Judged by the HDSS/)).toBeTruthy();
    await user.click(radio('blood flow'));
    expect(screen.getByText('The condition (L74.513) proposes sweating')).toBeTruthy();
    expect(radio('LEFT')).toHaveProperty('checked', true);
    await user.click(screen.getByRole('button', { name: 'Begin series' }));
    await vi.waitFor(() => expect(onCreated).toHaveBeenCalled());
    expect(calls[0]?.body).toMatchObject({ icd10: 'L74.513', targetSymptom: 'perfusion' });
  });

  it.each([
    ['fewer than two planned', 'Planned injections', '1', 'A series has at least two planned injections.'],
    [
      'a minimum above the target',
      'At least',
      '30',
      'The minimum must not exceed the target, nor the target the maximum.',
    ],
  ])('refuses %s', async (_story, field, value, sentence) => {
    const { user, calls } = show();
    const input = screen.getByRole('textbox', { name: new RegExp(field) });
    await user.clear(input);
    await user.type(input, value);
    await user.click(screen.getByRole('button', { name: 'Begin series' }));
    expect(within(screen.getByRole('alert')).getAllByText(sentence)).not.toHaveLength(0);
    expect(calls).toHaveLength(0);
  });

  it('is sent as it was filled in', async () => {
    const { user, calls, onCreated } = show();
    await fillIn(user, 'LEFT');
    await user.click(screen.getByRole('button', { name: 'Begin series' }));
    await vi.waitFor(() => expect(onCreated).toHaveBeenCalled());
    expect(calls[0]?.body).toMatchObject({
      patientId: 'patient',
      side: 'left',
      purpose: 'therapeutic',
      icd10: 'G54.6',
      plannedCount: 4,
      targetIntervalDays: 14,
    });
    expect(calls[0]?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('shows the server’s problem under the field it blames, and sends a retry under the same key', async () => {
    const refusal = new Refusal({
      status: 422,
      code: 'field-invalid',
      detail: 'Check.',
      errors: [
        { code: 'field-invalid', pointer: '/plannedCount', detail: 'Your clinic plans at most three.' },
      ],
    });
    const { user, calls } = show(() => refusal);
    await fillIn(user, 'LEFT');
    await user.click(screen.getByRole('button', { name: 'Begin series' }));
    expect(await screen.findAllByText('Your clinic plans at most three.')).toHaveLength(2);
    expect(radio('LEFT')).toHaveProperty('checked', true);
    await user.click(screen.getByRole('button', { name: 'Begin series' }));
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    expect(calls[1]?.headers.get('idempotency-key')).toBe(calls[0]?.headers.get('idempotency-key'));
  });

  it('keeps what was typed over a reload', async () => {
    const { user, unmount, form } = show();
    await user.type(screen.getByRole('textbox', { name: /Planned injections/ }), '7');
    unmount();
    renderInApp(form);
    expect(screen.getByRole('textbox', { name: /Planned injections/ })).toHaveProperty('value', '7');
  });
});
