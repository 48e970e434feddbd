import { createHmac, randomUUID } from 'node:crypto';
import type { SentInvitationView } from '@lull/contracts';
import { expectAccessible } from '../fixtures/accessible.js';
import { expect, test, type Page } from '../fixtures/test.js';

const password = 'a lantern over calm water';

/** The six figures of an authenticator app (RFC 6238), so many steps of half a minute from now. */
function codeOf(seed: string, steps = 0): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = Array.from(seed, (letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const hash = createHmac('sha1', key).update(counter).digest();
  const at = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

async function signInWithPassword(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /settings and sign out$/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Lull' })).toBeVisible();
}

test('somebody is invited, chooses a password and a second factor, and is disabled again', async ({
  as,
  anybody,
}) => {
  test.slow();
  const email = `${randomUUID()}@midtown.example`;
  const administrator = await as('administrator');
  const link =
    await test.step('when an administrator invites a nurse, then the link is shown once', async () => {
      await administrator.goto('/settings/members');
      await administrator.getByRole('button', { name: 'Invite a member' }).click();
      const dialog = administrator.getByRole('dialog', { name: 'Invite a member' });
      await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
      await expect(dialog.getByRole('alert')).toContainText('Choose at least one role.');
      await dialog.getByLabel('E-mail').fill(email);
      await dialog.getByRole('checkbox', { name: 'nurse' }).check();
      await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
      const shown = await dialog.getByText(/\/invitation#/).textContent();
      await expectAccessible(administrator, 'invitation link');
      await dialog.getByRole('button', { name: 'Done' }).click();
      await expect(administrator.getByRole('rowheader', { name: email })).toBeVisible();
      return shown ?? '';
    });

  const page = await anybody();
  await test.step('when the link is opened, then name and password make a member of it', async () => {
    await page.goto(link);
    await expect(page.getByRole('heading', { name: /^Welcome to/ })).toBeVisible();
    expect(page.url()).not.toContain('#');
    await expectAccessible(page, 'invitation');
    await page.getByLabel('Your name').fill('Nia Moss');
    await page.getByLabel('Your password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Accept the invitation' }).click();
    await expect(page.getByText('You are a member now.')).toBeVisible();
    await signInWithPassword(page, email);
    await expect(page.getByRole('button', { name: 'Nia Moss: settings and sign out' })).toBeVisible();
  });

  const seed =
    await test.step('when an authenticator app is set up, then there are ten recovery codes', async () => {
      await page.getByRole('button', { name: 'Nia Moss: settings and sign out' }).click();
      await page.getByRole('menuitem', { name: 'My account' }).click();
      await page.getByRole('button', { name: 'Set up', exact: true }).click();
      await expect(page.getByRole('img', { name: 'Code for your authenticator app' })).toBeVisible();
      const typed = (await page.getByText(/^([A-Z2-7]{4} ?){8}$/).textContent()) ?? '';
      const key = typed.replaceAll(' ', '');
      await page.getByLabel(/The six figures/).fill(codeOf(key));
      await page.getByRole('button', { name: 'Switch on' }).click();
      await expect(page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10);
      await expectAccessible(page, 'recovery codes');
      return key;
    });
  const recovery =
    (await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').first().textContent()) ??
    '';
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 of 10 left')).toBeVisible();

  await test.step('when signing in again, then the password alone does not do, and a used code neither', async () => {
    await signOut(page);
    await signInWithPassword(page, email);
    await page.getByLabel('Code of your authenticator app').fill('000000');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('alert')).toContainText('not right, or was used before');
    await expectAccessible(page, 'second step');
    await page.getByLabel('Code of your authenticator app').fill(codeOf(seed, 1));
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('button', { name: 'Nia Moss: settings and sign out' })).toBeVisible();
    await signOut(page);
    await signInWithPassword(page, email);
    await page.getByLabel('Code of your authenticator app').fill(recovery);
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('button', { name: 'Nia Moss: settings and sign out' })).toBeVisible();
  });

  await test.step('when the administrator disables her, then her next step leads to the sign-in', async () => {
    await administrator.reload();
    await administrator.getByRole('button', { name: 'Open: Nia Moss' }).click();
    const panel = administrator.getByRole('dialog', { name: 'Nia Moss' });
    await expect(panel.getByText('app', { exact: true })).toBeVisible();
    await panel.getByRole('button', { name: 'Disable Nia Moss' }).click();
    await expect(panel.getByRole('button', { name: 'Enable Nia Moss' })).toBeVisible();
    await page.goto('/account');
    await expect(page.getByRole('heading', { name: 'Sign in to Lull' })).toBeVisible();
  });
});

test('a passkey is made, signs in without the password, and is removed', async ({ api, open, product }) => {
  const email = `${randomUUID()}@midtown.example`;
  const administrator = await api('administrator');
  const sent = await administrator.post<SentInvitationView>('/member-invitations', {
    email,
    roles: ['nurse'],
  });
  // Passkeys are bound to a name, and an address of figures is none.
  const local = product.url.replace('127.0.0.1', 'localhost');
  const page = await open({ baseURL: local });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });

  await test.step('given a member who signs in with a password', async () => {
    await page.goto(`/invitation#${(sent.link ?? '').split('#')[1]}`);
    await page.getByLabel('Your name').fill('Pia Brook');
    await page.getByLabel('Your password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Accept the invitation' }).click();
    await expect(page.getByText('You are a member now.')).toBeVisible();
    await signInWithPassword(page, email);
    await expect(page.getByRole('button', { name: 'Pia Brook: settings and sign out' })).toBeVisible();
  });

  await test.step('when a passkey is added and renamed, then it stands under its name', async () => {
    await page.goto('/account');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByLabel('What shall it be called?').fill('Phone');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByRole('button', { name: 'Rename the passkey Phone' }).click();
    await page.getByLabel('Name of the passkey').fill('Blue phone');
    await page.getByRole('button', { name: 'Rename', exact: true }).click();
    await expect(page.getByText('Passkey: Blue phone')).toBeVisible();
    await expectAccessible(page, 'account with a passkey');
  });

  await test.step('when signing in, then the passkey alone opens, and after the password it is asked for', async () => {
    await signOut(page);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await expect(page.getByRole('button', { name: 'Pia Brook: settings and sign out' })).toBeVisible();
    await signOut(page);
    await signInWithPassword(page, email);
    await page.getByRole('button', { name: 'Use your passkey' }).click();
    await expect(page.getByRole('button', { name: 'Pia Brook: settings and sign out' })).toBeVisible();
  });

  await test.step('when it is removed, then it signs in no more', async () => {
    await page.goto('/account');
    await page.getByRole('button', { name: 'Remove the passkey Blue phone' }).click();
    await expect(page.getByText('Passkey: Blue phone')).toHaveCount(0);
    await signOut(page);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await expect(page.getByRole('alert')).toContainText('This passkey is not known here');
  });
});

test('a new administrator waits for a second one, and the page says when', async ({ as, api }) => {
  const administrator = await api('administrator');
  const email = `${randomUUID()}@midtown.example`;
  await administrator.post<SentInvitationView>('/member-invitations', { email, roles: ['administrator'] });
  const page = await as('administrator');
  await page.goto('/settings/members');
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: email }) });
  await expect(row).toContainText('Shall become an administrator');
  await expect(row).toContainText(/Another administrator has to confirm it|You are the only administrator/);
  await expect(row.getByRole('button', { name: /^Confirm/ })).toHaveCount(0);
  await row.getByRole('button', { name: /^Decline/ }).click();
  await expect(row).toHaveCount(0);
});
