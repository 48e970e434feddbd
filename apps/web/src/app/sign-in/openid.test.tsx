import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { rememberPlace, takePlace } from '../../api/openid.js';
import { fakeApi, Refusal } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { makeQueryClient } from '../query-client.js';
import { makeRouter } from '../router.js';

afterEach(() => window.history.replaceState(null, '', '/'));

const auditor = { memberId: '00000000-0000-4000-8000-000000000001', name: 'Iris Vale', roles: ['auditor'] };

function open(address: string, answers: Parameters<typeof fakeApi>[0]) {
  const calls = fakeApi(answers);
  window.history.replaceState(null, '', address);
  const router = makeRouter(
    makeQueryClient(() => undefined),
    createMemoryHistory({ initialEntries: [address] }),
  );
  return { calls, router, ...renderInApp(<RouterProvider router={router} />) };
}
const refusal = (code: string, detail: string) => new Refusal({ status: 401, code, title: 'No', detail });

describe('Sign-in with an identity from elsewhere', () => {
  it('stands on the sign-in page where a provider is configured, by its name', async () => {
    open('/sign-in', { 'GET /sign-in-ways': () => ({ passwordByMail: false, openId: 'Clinic ID' }) });
    expect(await screen.findByRole('button', { name: 'Sign in with Clinic ID' })).toBeTruthy();
  });

  it('stands on no sign-in page where none is', async () => {
    const { calls } = open('/sign-in', {
      'GET /sign-in-ways': () => ({ passwordByMail: false, openId: null }),
    });
    await expect.poll(() => calls.some(({ path }) => path === '/sign-in-ways')).toBe(true);
    expect(screen.queryByRole('button', { name: /Sign in with/ })).toBeNull();
  });

  it('says in a sentence why nobody was signed in, and leads back', async () => {
    const { calls } = open('/openid?code=12345678901234567890&state=sign-in.abc', {
      'POST /sign-ins/openid': () => refusal('openid-not-linked', 'Nobody here has linked that identity.'),
    });
    expect((await screen.findByRole('alert')).textContent).toContain('Nobody here has linked that identity.');
    expect(screen.getByRole('link', { name: 'Back to the sign-in' })).toBeTruthy();
    const sent = calls.filter(({ path }) => path === '/sign-ins/openid');
    expect(sent.map(({ body }) => body)).toEqual([
      { answer: '?code=12345678901234567890&state=sign-in.abc' },
    ]);
  });

  it('signs in, and goes where one was going', async () => {
    rememberPlace('/trail?what=patient');
    const { router } = open('/openid?code=12345678901234567890&state=sign-in.abc', {
      'POST /sign-ins/openid': () => auditor,
      'GET /sign-ins': () => [auditor],
      'GET /sign-ins/current': () => auditor,
      'GET /clinics': () => [],
    });
    await expect.poll(() => router.state.location.pathname).toBe('/trail');
  });

  it('links, for somebody who is signed in, and shows the account', async () => {
    const { router, calls } = open('/openid?code=123&state=link.abc', {
      'POST /own-account/openid-links': () => undefined,
      'GET /sign-ins': () => [auditor],
      'GET /sign-ins/current': () => auditor,
      'GET /clinics': () => [],
    });
    await expect.poll(() => router.state.location.pathname).toBe('/account');
    expect(calls.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
      '/own-account/openid-links',
    ]);
  });

  it('remembers no place of another host', () => {
    for (const place of ['//evil.example', 'https://evil.example', '/\\evil.example', 'day']) {
      rememberPlace(place);
      expect(takePlace()).toBe('/');
    }
  });
});
