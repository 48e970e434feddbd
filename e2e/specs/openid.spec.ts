import { randomUUID } from 'node:crypto';
import type { SentInvitationView } from '@lull/contracts';
import { expectAccessible } from '../fixtures/accessible.js';
import { expect, test, type Page } from '../fixtures/test.js';
import { identities } from '../fixtures/product.js';

const password = 'a lantern over calm water';
const [nia, stranger] = identities;

const asWhom = async (page: Page, name: string): Promise<void> => {
  await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeVisible();
  await page.getByRole('link', { name, exact: true }).click();
};
const viaProvider = async (page: Page, name: string): Promise<void> => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in with Clinic ID' }).click();
  await asWhom(page, name);
};

test('an identity from elsewhere is linked once with the password, and signs in from then on', async ({
  api,
  anybody,
  product,
}) => {
  test.slow();
  const email = `${randomUUID()}@midtown.example`;
  const page = await anybody();
  await test.step('given a nurse with a password, who was invited', async () => {
    const administrator = await api('administrator');
    const { link } = await administrator.post<SentInvitationView>('/member-invitations', {
      email,
      roles: ['nurse'],
    });
    await page.goto(new URL(link ?? '', product.url).href);
    await page.getByLabel('Your name').fill('Nia Moss');
    await page.getByLabel('Your password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Accept the invitation' }).click();
    await expect(page.getByText('You are a member now.')).toBeVisible();
  });

  await test.step('when she comes by an identity that nobody linked, then she is told what to do', async () => {
    await viaProvider(page, nia.name);
    await expect(page.getByRole('alert')).toContainText('Clinic ID knows you');
    expect(new URL(page.url()).search).toBe('');
    await expectAccessible(page, 'identity that is not linked');
    await page.getByRole('link', { name: 'Back to the sign-in' }).click();
  });

  await test.step('when she signs in with her password and links it, then the account says so', async () => {
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Nia Moss: settings and sign out' }).click();
    await page.getByRole('menuitem', { name: 'My account' }).click();
    await page.getByRole('button', { name: 'Link my Clinic ID' }).click();
    await asWhom(page, nia.name);
    await expect(page.getByText('not used yet')).toBeVisible();
    await expectAccessible(page, 'account with a linked identity');
  });

  await test.step('when she has signed out and comes by it again, then she is in', async () => {
    await page.getByRole('button', { name: 'Nia Moss: settings and sign out' }).click();
    await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Sign in to Lull' })).toBeVisible();
    await viaProvider(page, nia.name);
    await expect(page.getByRole('button', { name: 'Nia Moss: settings and sign out' })).toBeVisible();
    await page.goto('/account');
    await expect(page.getByText(/; last used /).first()).toBeVisible();
  });

  await test.step('when somebody else calls it off there, or is not known here, then nobody is in', async () => {
    const other = await anybody();
    await viaProvider(other, 'Cancel');
    await expect(other.getByRole('alert')).toContainText('called off there');
    await viaProvider(other, stranger.name);
    await expect(other.getByRole('alert')).toContainText('nobody here has linked');
    await other.goto('/account');
    await expect(other.getByRole('heading', { name: 'Sign in to Lull' })).toBeVisible();
  });

  await test.step('when she takes the link away, then it opens nothing any more', async () => {
    await page.getByRole('button', { name: /^Take away the link with/ }).click();
    await expect(page.getByText('Not linked yet.')).toBeVisible();
    const other = await anybody();
    await viaProvider(other, nia.name);
    await expect(other.getByRole('alert')).toContainText('nobody here has linked');
  });
});
