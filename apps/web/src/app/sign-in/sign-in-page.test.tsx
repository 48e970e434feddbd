import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeApi, Refusal, type FakeCall } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { makeQueryClient } from '../query-client.js';
import { makeRouter } from '../router.js';

const auditor = { memberId: '00000000-0000-4000-8000-000000000001', name: 'Iris Vale', roles: ['auditor'] };
const refused = new Refusal({
  status: 401,
  code: 'sign-in-refused',
  title: 'Sign-in refused',
  detail: 'E-mail or password is not right.',
});
const people = [
  { name: 'Iris Vale', roles: ['auditor'], practice: 'Midtown', email: 'iris@midtown.example' },
];

function openSignInPage(answers: Parameters<typeof fakeApi>[0]) {
  const calls = fakeApi(answers);
  const router = makeRouter(
    makeQueryClient(() => undefined),
    createMemoryHistory({ initialEntries: ['/sign-in'] }),
  );
  return { calls, router, ...renderInApp(<RouterProvider router={router} />) };
}

const signInCall = (calls: readonly FakeCall[]) =>
  calls.find(({ method, path }) => method === 'POST' && path === '/sign-ins');

describe('The sign-in page', () => {
  it('tells a wrong password in a sentence with its code, and keeps the e-mail', async () => {
    const { user, calls } = openSignInPage({ 'POST /sign-ins': () => refused });
    await user.type(await screen.findByLabelText('E-mail'), 'anna@midtown.example');
    await user.type(screen.getByLabelText('Password'), 'wrong');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    const problem = await screen.findByRole('alert');
    expect(problem.textContent).toContain('E-mail or password is not right.');
    expect(problem.textContent).toContain('sign-in-refused');
    expect(screen.getByLabelText('E-mail')).toHaveProperty('value', 'anna@midtown.example');
    expect(signInCall(calls)?.body).toEqual({ email: 'anna@midtown.example', password: 'wrong' });
  });

  it('says why one is here again when a sign-in of this tab has ended, and only then', async () => {
    const { router } = openSignInPage({});
    await screen.findByLabelText('E-mail');
    expect(screen.queryByText(/Your sign-in has ended/)).toBeNull();
    await router.navigate({ to: '/sign-in', search: { ended: true } });
    expect(await screen.findByText(/Your sign-in has ended/)).toBeTruthy();
  });

  it('lets a password be pasted, and names the fields as password managers know them', async () => {
    const { user } = openSignInPage({});
    const password = await screen.findByLabelText('Password');
    await user.click(password);
    await user.paste('from the manager');
    expect(password).toHaveProperty('value', 'from the manager');
    expect(password.getAttribute('autocomplete')).toBe('current-password');
    expect(screen.getByLabelText('E-mail').getAttribute('autocomplete')).toBe('username');
  });

  it('offers nobody of a demonstration where there is none', async () => {
    const { calls } = openSignInPage({});
    await screen.findByLabelText('E-mail');
    await expect.poll(() => calls.some(({ path }) => path === '/demonstration/sign-ins')).toBe(true);
    expect(screen.queryByRole('heading', { name: 'Demonstration' })).toBeNull();
  });

  it('signs in a person of the demonstration by one press, and opens the first page of their role', async () => {
    const { user, calls, router } = openSignInPage({
      'GET /demonstration/sign-ins': () => people,
      'POST /demonstration/sign-ins': () => auditor,
      'GET /sign-ins': () => [auditor],
      'GET /sign-ins/current': () => auditor,
      'GET /clinics': () => [],
    });
    await user.click(await screen.findByRole('button', { name: /Iris Vale/ }));
    await expect.poll(() => router.state.location.pathname).toBe('/trail');
    expect(
      calls.find(({ method, path }) => method === 'POST' && path === '/demonstration/sign-ins')?.body,
    ).toEqual({ email: 'iris@midtown.example' });
  });
});
