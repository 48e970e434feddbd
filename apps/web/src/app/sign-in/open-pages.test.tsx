import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { put } from '../../api/client.js';
import { fakeApi, Refusal, type FakeCall } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { ProofDialog } from '../proof-dialog.js';
import { makeQueryClient } from '../query-client.js';
import { makeRouter } from '../router.js';

const nurse = { memberId: '00000000-0000-4000-8000-000000000001', name: 'Nia Moss', roles: ['nurse'] };
const token = 'A'.repeat(43);

function openPage(path: string, answers: Parameters<typeof fakeApi>[0]) {
  const calls = fakeApi(answers);
  const router = makeRouter(
    makeQueryClient(() => undefined),
    createMemoryHistory({ initialEntries: [path] }),
  );
  return { calls, router, ...renderInApp(<RouterProvider router={router} />) };
}

const bodyOf = (calls: readonly FakeCall[], method: string, asked: string) =>
  calls.find((call) => call.method === method && call.path === asked)?.body;

describe('A second step of the sign-in', () => {
  it('is asked for when the password was right, and offers only what somebody has', async () => {
    const { user, calls } = openPage('/sign-in', {
      'POST /sign-ins': () =>
        new Refusal({
          status: 401,
          code: 'second-factor-required',
          title: 'One more step',
          detail: 'One more step.',
          errors: [
            {
              code: 'second-factor-required',
              detail: 'One more step.',
              facts: { totp: true, passkey: false },
            },
          ],
        }),
      'POST /sign-ins/second-factor': () => nurse,
      'GET /sign-ins': () => [{ ...nurse, secondFactorDue: true }],
    });
    await user.type(await screen.findByLabelText('E-mail'), 'nia@midtown.example');
    await user.type(screen.getByLabelText('Password'), 'a lantern over calm water');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    const code = await screen.findByLabelText('Code of your authenticator app');
    expect(document.activeElement).toBe(code);
    expect(screen.queryByRole('button', { name: 'Use your passkey' })).toBeNull();
    await user.type(code, '123 456');
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    await expect.poll(() => bodyOf(calls, 'POST', '/sign-ins/second-factor')).toEqual({ code: '123 456' });
  });

  it('that the practice asks for and nobody set up leads to the one page that opens', async () => {
    openPage('/patients', { 'GET /sign-ins': () => [{ ...nurse, secondFactorDue: true }] });
    expect(await screen.findByRole('heading', { name: 'One more thing' })).toBeTruthy();
  });
});

describe('A forgotten password', () => {
  it('says the same whoever asks', async () => {
    const { user, calls } = openPage('/forgotten-password', {
      'GET /sign-in-ways': () => ({ passwordByMail: true }),
      'POST /password-resets': () => null,
    });
    await user.type(await screen.findByLabelText('E-mail'), 'nobody@midtown.example');
    await user.click(screen.getByRole('button', { name: 'Send me a link' }));
    expect(await screen.findByText(/If somebody here has this address/)).toBeTruthy();
    expect(bodyOf(calls, 'POST', '/password-resets')).toEqual({ email: 'nobody@midtown.example' });
  });

  it('sends nobody away with a link that cannot come', async () => {
    openPage('/forgotten-password', { 'GET /sign-in-ways': () => ({ passwordByMail: false }) });
    expect(await screen.findByText(/Ask an administrator of your practice/)).toBeTruthy();
    expect(screen.queryByLabelText('E-mail')).toBeNull();
  });

  it('is set anew by the token of the link, which is taken out of the address', async () => {
    window.location.hash = token;
    const { user, calls } = openPage('/new-password', { 'POST /password-resets/acceptances': () => null });
    await user.type(await screen.findByLabelText('New password'), 'a kite above the harbour wall');
    expect(window.location.hash).toBe('');
    await user.click(screen.getByRole('button', { name: 'Set the password' }));
    expect(await screen.findByText(/Your password is set/)).toBeTruthy();
    expect(bodyOf(calls, 'POST', '/password-resets/acceptances')).toEqual({
      token,
      password: 'a kite above the harbour wall',
    });
  });

  it('without a whole link says so, and asks for nothing', async () => {
    openPage('/new-password', {});
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.queryByLabelText('New password')).toBeNull();
  });
});

describe('Something grave', () => {
  it('asks for the password once more, and goes on by itself', async () => {
    let proved = false;
    fakeApi({
      'PUT /second-factor-policy': () =>
        proved
          ? { required: 'everyone', due: 0 }
          : new Refusal({ status: 403, code: 'proof-required', title: 'Prove', detail: 'Prove it.' }),
      'POST /own-account/proofs': () => {
        proved = true;
        return null;
      },
    });
    const { user } = renderInApp(<ProofDialog />);
    const answer = put('/second-factor-policy', { required: 'everyone' });
    await user.type(await screen.findByLabelText('Password'), 'a lantern over calm water');
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    expect(await answer).toEqual({ required: 'everyone', due: 0 });
  });

  it('is left undone by whoever would not', async () => {
    fakeApi({
      'PUT /second-factor-policy': () =>
        new Refusal({ status: 403, code: 'proof-required', title: 'Prove', detail: 'Prove it.' }),
    });
    const { user } = renderInApp(<ProofDialog />);
    const ended = put('/second-factor-policy', {}).then(
      () => 'done',
      (error: Error) => error.message,
    );
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(await ended).toBe('Prove it.');
  });
});
