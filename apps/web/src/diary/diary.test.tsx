import type { DiaryPageView } from '@lull/contracts';
import { symptomCodes, symptomTriage } from '@lull/domain';
import { render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal, type FakeCall } from '../testing/fake-api.js';
import { diaryPage, ownSession } from '../testing/given-diary.js';
import { passingStore, type Unsent, type UnsentStore } from './api/unsent.js';
import { App } from './app.js';
import { Outbox } from './outbox.js';
import { en } from './words/en.js';
import { es } from './words/es.js';

const token = 'a-token-of-the-link-0123456789';

beforeEach(() => {
  localStorage.clear();
  vi.unstubAllGlobals();
});

/** A server that keeps the diary; `network.up = false` takes the network away. */
function givenServer(
  page: DiaryPageView = diaryPage({ now: Date.now(), accessUntil: Date.now() + 1_800_000 }),
) {
  const network = { up: true };
  const server: { page: DiaryPageView; refuses?: Refusal } = { page };
  const reached =
    (answer: (call: FakeCall) => unknown) =>
    (call: FakeCall): unknown => {
      if (!network.up) throw new TypeError('Failed to fetch');
      return answer(call);
    };
  const now = () => ({ ...server.page, now: Date.now() });
  const calls = fakeApi({
    'GET /diary': reached(() => new Refusal({ status: 401, code: 'access-ended', detail: '' })),
    'POST /diary/access': reached(({ body }) =>
      (body as { birthDate: string }).birthDate === '1968-03-14'
        ? now()
        : new Refusal({ status: 404, code: 'link-not-accepted', detail: '' }),
    ),
    'POST /diary/entries': reached(() => {
      if (server.refuses !== undefined) return server.refuses;
      server.page = { ...server.page, question: null };
      return now();
    }),
    'POST /diary/symptoms': reached(() => ({
      triage: 'emergency',
      phone: '+12125550100',
      outOfHoursText: null,
      taskOpened: true,
    })),
    'POST /diary/end': reached(() => undefined),
    'POST /diary/sessions/00000000-0000-4000-8000-000000000001/confirm': reached(() => {
      server.page = { ...server.page, sessions: [ownSession({ state: 'confirmed', canConfirm: false })] };
      return now();
    }),
  });
  return { calls, network, server };
}

function showPage(store: UnsentStore = passingStore(), link: string | null = token) {
  const user = userEvent.setup();
  render(<App token={link} outbox={new Outbox(Promise.resolve(store))} />);
  return user;
}

async function enterBirthDate(user: ReturnType<typeof userEvent.setup>, day = '14', year = '68') {
  await user.selectOptions(await screen.findByLabelText('Month'), 'March');
  await user.clear(screen.getByLabelText('Day'));
  await user.type(screen.getByLabelText('Day'), day);
  await user.clear(screen.getByLabelText('Year'));
  await user.type(screen.getByLabelText('Year'), year);
  await user.click(screen.getByRole('button', { name: 'Open my page' }));
}

const bodiesOf = (calls: readonly FakeCall[], path: string) =>
  calls.filter((call) => call.path === path).map(({ body }) => body);

describe('the patient’s page', () => {
  it('asks for the birth date, and then one question that is answered with one number', async () => {
    const { calls } = givenServer();
    const user = showPage();
    await enterBirthDate(user);
    expect(await screen.findByRole('heading', { name: 'Hello, Iris' })).toBeTruthy();
    const scores = within(await screen.findByRole('group', { name: 'How bad is your pain now?' }));
    expect(scores.getAllByRole('radio')).toHaveLength(11);
    await user.click(scores.getByRole('radio', { name: '4' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/^Saved and sent at/)).toBeTruthy();
    expect(bodiesOf(calls, '/diary/access')).toEqual([{ token, birthDate: '1968-03-14' }]);
    expect(bodiesOf(calls, '/diary/entries')).toEqual([
      { slot: '2099-12-01', at: expect.any(String) as string, nrs: 4 },
    ]);
  });

  it('says one thing about a birth date that is not accepted, and asks again', async () => {
    givenServer();
    const user = showPage();
    await enterBirthDate(user, '15');
    expect((await screen.findByRole('alert')).textContent).toBe(en.notAccepted);
    await enterBirthDate(user, '14');
    expect(await screen.findByRole('heading', { name: 'Hello, Iris' })).toBeTruthy();
  });

  it('says that a number is missing, and sends nothing', async () => {
    const { calls } = givenServer();
    const user = showPage();
    await enterBirthDate(user);
    await user.click(await screen.findByRole('button', { name: 'Save' }));
    expect(screen.getByText(en.chooseNumber)).toBeTruthy();
    expect(bodiesOf(calls, '/diary/entries')).toEqual([]);
  });

  it('S3: asks who is treated for sweating for the HDSS in words, never for pain, and shows the answers', async () => {
    const { calls } = givenServer(
      diaryPage({
        now: Date.now(),
        accessUntil: Date.now() + 1_800_000,
        question: { slot: '2099-12-01', asks: ['hdss'], nextAt: null },
        recent: [],
        recentSweating: [{ at: Date.now() - 86_400_000, hdss: 4 }],
      }),
    );
    const user = showPage();
    await enterBirthDate(user);
    const group = await screen.findByRole('group', { name: en.hdss });
    expect(screen.queryByRole('group', { name: en.worst })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByText(en.chooseAnswer)).toBeTruthy();
    await user.click(within(group).getByRole('radio', { name: en.hdssAnswers[1] ?? '' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText(/^Saved and sent at/);
    expect(bodiesOf(calls, '/diary/entries')).toEqual([
      { slot: '2099-12-01', at: expect.any(String) as string, hdss: 2 },
    ]);
    expect(screen.getByRole('img', { name: /^Your sweating on the last days, 1 to 4: .*4/ })).toBeTruthy();
    expect(screen.queryByRole('img', { name: /^Your pain/ })).toBeNull();
  });

  it('asks of the rest what the schedule asks, and sends what was answered', async () => {
    const { calls } = givenServer(
      diaryPage({
        now: Date.now(),
        accessUntil: Date.now() + 1_800_000,
        question: {
          slot: '2099-12-01',
          asks: ['nrs', 'relief', 'rescue', 'returned', 'peg', 'pgic'],
          nextAt: null,
        },
      }),
    );
    const user = showPage();
    await enterBirthDate(user);
    const choose = async (group: string, answer: string) =>
      user.click(
        within(await screen.findByRole('group', { name: group })).getByRole('radio', { name: answer }),
      );
    await choose(en.worst, '0');
    await choose(en.relief, '80%');
    await choose(en.rescue, 'No');
    await choose(en.returned, 'Not yet');
    await choose(en.peg[0] ?? '', '1');
    await choose(en.pgic, 'Much better');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getAllByText(en.chooseAll)).toHaveLength(2);
    await choose(en.peg[1] ?? '', '2');
    await choose(en.peg[2] ?? '', '3');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText(/^Saved and sent at/);
    expect(bodiesOf(calls, '/diary/entries')).toEqual([
      {
        slot: '2099-12-01',
        at: expect.any(String) as string,
        nrs: 0,
        reliefPercent: 80,
        rescue: false,
        returned: { notYet: true },
        peg: [1, 2, 3],
        pgic: 2,
      },
    ]);
  });

  it('knows nobody without the link, and takes one that is pasted', async () => {
    givenServer();
    const user = showPage(passingStore(), null);
    const field = await screen.findByLabelText(en.linkPaste);
    await user.type(field, 'https://clinic.example/');
    await user.click(screen.getByRole('button', { name: en.linkUse }));
    expect(screen.getByRole('alert').textContent).toBe(en.linkNot);
    await user.clear(field);
    await user.type(field, `https://clinic.example/d/#${token}`);
    await user.click(screen.getByRole('button', { name: en.linkUse }));
    await enterBirthDate(user);
    expect(await screen.findByRole('heading', { name: 'Hello, Iris' })).toBeTruthy();
  });

  it('confirms a visit as it was shown', async () => {
    const { calls } = givenServer(
      diaryPage({ now: Date.now(), accessUntil: Date.now() + 1_800_000, sessions: [ownSession()] }),
    );
    const user = showPage();
    await enterBirthDate(user);
    await user.click(await screen.findByRole('button', { name: 'I will come' }));
    expect(await screen.findByText('You said you will come')).toBeTruthy();
    expect(bodiesOf(calls, '/diary/sessions/00000000-0000-4000-8000-000000000001/confirm')).toEqual([
      { version: 3 },
    ]);
  });

  it('speaks Spanish, says so to the browser, and keeps the choice', async () => {
    givenServer();
    const user = showPage();
    await user.click(screen.getByRole('button', { name: 'Español' }));
    expect(await screen.findByText(es.birthDate)).toBeTruthy();
    expect(document.documentElement.lang).toBe('es');
    expect(localStorage.getItem('lull-diary-display')).toContain('"language":"es"');
  });
});

describe('without a network', () => {
  it('keeps the entry, says so, and sends it once with its own instant when the network is back', async () => {
    const { calls, network } = givenServer();
    const store = passingStore();
    const user = showPage({ ...store, lasting: true });
    await enterBirthDate(user);
    network.up = false;
    await user.click(await screen.findByRole('radio', { name: '7' }));
    const savedAt = Date.now();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(en.savedHere)).toBeTruthy();
    expect(screen.getByText(en.waiting(1))).toBeTruthy();
    const [kept] = await store.all();
    expect(kept).toMatchObject({ owner: 'owner-1', kind: 'entry', body: { nrs: 7 } });
    expect(JSON.stringify(kept)).not.toMatch(/Iris|token|1968/);
    network.up = true;
    window.dispatchEvent(new Event('online'));
    expect(await screen.findByText(/^Saved and sent at/)).toBeTruthy();
    expect(await store.all()).toEqual([]);
    const tries = calls.filter(({ path }) => path === '/diary/entries');
    expect(new Set(tries.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
    const instants = tries.map(({ body }) => Date.parse((body as { at: string }).at));
    expect(instants.every((at) => Math.abs(at - savedAt) < 5_000)).toBe(true);
  });

  it('takes an answer before anybody’s page is open, and sends it only when the patient says it is theirs', async () => {
    const { calls, network } = givenServer();
    const store = passingStore();
    network.up = false;
    const user = showPage(store, null);
    expect(await screen.findByText(en.offlineAnswer)).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: '6' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(en.offlineSaved)).toBeTruthy();
    expect(await store.all()).toMatchObject([{ owner: null, body: { nrs: 6 } }]);
    network.up = true;
    window.dispatchEvent(new Event('online'));
    await waitFor(() => expect(screen.queryByText(en.linkOffline)).toBeNull());
    await user.type(await screen.findByLabelText(en.linkPaste), `https://clinic.example/d/#${token}`);
    await user.click(screen.getByRole('button', { name: en.linkUse }));
    await enterBirthDate(user);
    expect(await screen.findByText(/pain 6\. Was it yours\?$/)).toBeTruthy();
    expect(bodiesOf(calls, '/diary/entries')).toEqual([]);
    await user.click(screen.getByRole('button', { name: en.mine }));
    await waitFor(() => expect(bodiesOf(calls, '/diary/entries')).toMatchObject([{ nrs: 6 }]));
    await waitFor(async () => expect(await store.all()).toEqual([]));
  });

  it('deletes an answer that was not the patient’s', async () => {
    const { calls } = givenServer();
    const store = passingStore();
    const body = { slot: '2026-11-22', at: '2026-11-22T12:00:00.000Z', nrs: 9 };
    await store.put({ key: '1', owner: null, kind: 'entry', body });
    const user = showPage(store);
    await enterBirthDate(user);
    await user.click(await screen.findByRole('button', { name: en.notMine }));
    await waitFor(async () => expect(await store.all()).toEqual([]));
    expect(bodiesOf(calls, '/diary/entries')).toEqual([]);
  });

  it('says once that a question was answered before, and lets go of the second answer', async () => {
    const { server } = givenServer();
    const store = passingStore();
    server.refuses = new Refusal({ status: 409, code: 'outcomes.diary-answered-already', detail: '' });
    const user = showPage(store);
    await enterBirthDate(user);
    await user.click(await screen.findByRole('radio', { name: '5' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(en.refused['answered-already'])).toBeTruthy();
    await user.click(screen.getByRole('button', { name: en.understood }));
    await waitFor(async () => expect(await store.all()).toEqual([]));
    expect(screen.queryByText(en.refused['answered-already'])).toBeNull();
  });

  it('never sends one patient’s entry from another patient’s page', async () => {
    const { calls } = givenServer();
    const store = passingStore();
    const theirs: Unsent = {
      key: '1',
      owner: 'somebody-else',
      kind: 'entry',
      body: { slot: '2099-11-30', at: '2099-11-30T12:00:00.000Z', nrs: 9 },
    };
    await store.put(theirs);
    const user = showPage(store);
    await enterBirthDate(user);
    await user.click(await screen.findByRole('radio', { name: '1' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText(/^Saved and sent at/);
    expect(bodiesOf(calls, '/diary/entries')).toMatchObject([{ nrs: 1 }]);
    expect(await store.all()).toEqual([theirs]);
  });

  it('H15: shows the number as soon as a red symptom is marked, before anything is sent', async () => {
    const { calls, network } = givenServer();
    const user = showPage();
    await enterBirthDate(user);
    network.up = false;
    await user.click(await screen.findByRole('button', { name: en.symptomsShow }));
    await user.click(screen.getByRole('checkbox', { name: en.symptoms['chest-pain'] }));
    expect(screen.getByRole('heading', { name: en.emergencyTitle })).toBeTruthy();
    expect(screen.getByRole('link', { name: /212-555-0100/ }).getAttribute('href')).toBe('tel:+12125550100');
    expect(bodiesOf(calls, '/diary/symptoms')).toEqual([]);
    await user.click(screen.getByRole('button', { name: en.symptomsSend }));
    expect(await screen.findByText(en.symptomsWait)).toBeTruthy();
    expect(screen.getByRole('link', { name: /212-555-0100/ })).toBeTruthy();
    network.up = true;
    window.dispatchEvent(new Event('online'));
    expect(await screen.findByText(en.symptomsSent)).toBeTruthy();
  });

  it.each(symptomCodes.filter((code) => symptomTriage([code]) === 'emergency'))(
    'H15: %s alone shows the number',
    async (code) => {
      givenServer();
      const user = showPage();
      await enterBirthDate(user);
      await user.click(await screen.findByRole('button', { name: en.symptomsShow }));
      await user.click(screen.getByRole('checkbox', { name: en.symptoms[code] }));
      expect(screen.getByRole('link', { name: /212-555-0100/ })).toBeTruthy();
    },
  );
});

describe('after thirty minutes', () => {
  it('the page closes, the birth date is asked again, and what was being written stands', async () => {
    const { server } = givenServer(diaryPage({ now: Date.now(), accessUntil: Date.now() + 60_000 }));
    const user = showPage();
    await enterBirthDate(user);
    await user.click(await screen.findByRole('radio', { name: '6' }));
    const later = Date.now() + 61_000;
    vi.spyOn(Date, 'now').mockReturnValue(later);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(await screen.findByText(en.ended)).toBeTruthy();
    expect(screen.queryByRole('heading', { name: 'Hello, Iris' })).toBeNull();
    expect(screen.queryByRole('radio', { name: '6' })).toBeNull();
    server.page = { ...server.page, accessUntil: later + 1_800_000 };
    await enterBirthDate(user);
    await waitFor(() =>
      expect(screen.getByRole<HTMLInputElement>('radio', { name: '6' }).checked).toBe(true),
    );
    vi.restoreAllMocks();
  });
});
