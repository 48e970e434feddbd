import type { WorklistCountsView, WorklistRowView, WorklistView } from '@lull/contracts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal, type FakeCall } from '../../testing/fake-api.js';
import { clinic as midtown } from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import { WorklistsPage } from './worklists-page.js';
import type { ListFilters } from './worklists.queries.js';

const clock = (text: string) => ({ at: 0, text });
const row: WorklistRowView = {
  id: 'one-escort-confirmed',
  due: clock('Mon 7 Dec 2026, 08:00 EST'),
  overdue: true,
  patientId: 'kaya',
  patientName: 'Kaya, Aylin',
  died: false,
  phone: '+15550100',
  seriesId: 'series',
  session: {
    id: 'one',
    start: clock('Tue 8 Dec 2026, 08:30 EST'),
    date: '2026-12-08',
    state: 'booked',
    roomName: 'Fluoro 1',
    procedureCode: 'LSB',
    sedation: 'moderate',
  },
  missing: 'Escort home: asked for',
  requirement: {
    kind: 'escort-confirmed',
    standing: 'requested',
    action: 'confirm-escort',
    byRecord: false,
    needs: ['name', 'phone'],
    mayRecord: true,
    named: { name: 'Sam Lee', phone: '+15550111' },
  },
  reason: null,
  response: null,
  owner: 'scheduler',
  actionText: 'Confirm by name and telephone who takes the patient home.',
};
const another = (
  id: string,
  patientName: string,
  requirement: Partial<WorklistRowView['requirement']> = {},
) =>
  ({
    ...row,
    id: `${id}-escort-confirmed`,
    patientName,
    session: row.session && { ...row.session, id },
    requirement: row.requirement && { ...row.requirement, ...requirement },
  }) satisfies WorklistRowView;
const mills = another('two', 'Mills, Joan');
const novak = another('three', 'Novak, Petr', { standing: 'open', named: null });

interface Given {
  readonly rows?: readonly WorklistRowView[];
  readonly filters?: ListFilters;
  readonly next?: string | null;
  readonly tasks?: WorklistCountsView['tasks'];
  readonly answers?: Readonly<Record<string, (call: FakeCall) => unknown>>;
}

function show({
  rows = [row, mills, novak],
  filters = {},
  next = null,
  tasks = [],
  answers = {},
}: Given = {}) {
  let left = rows;
  const page = (kind: WorklistView['kind'], path: string): WorklistView => ({
    kind,
    until: '2026-12-08',
    total: left.length,
    rows: path.includes('cursor') ? [another('four', 'Santos, Rui')] : left,
    next: path.includes('cursor') ? null : next,
  });
  const calls = fakeApi({
    'GET /worklists': () => ({
      until: '2026-12-08',
      counts: { escorts: left.length, fasting: 0 },
      tasks: [
        ...tasks,
        { kind: 'change-requested', open: 1, firstDueAt: null },
        { kind: 'rebook', open: 3, firstDueAt: null },
      ],
    }),
    'GET /worklists/escorts': ({ path }) => page('escorts', path),
    'GET /worklists/fasting': ({ path }) => page('fasting', path),
    'POST /sessions/one/evidence': () => {
      left = left.filter(({ id }) => id !== row.id);
      return {};
    },
    'POST /sessions/two/evidence': () => {
      left = left.filter(({ id }) => id !== mills.id);
      return {};
    },
    'POST /sessions/three/evidence': () => ({}),
    ...answers,
  });
  const onFilters = vi.fn<() => void>();
  const shown = renderInApp(
    <WorklistsPage
      clinic={midtown}
      clinics={[midtown]}
      lists={['escorts', 'fasting']}
      filters={filters}
      onFilters={onFilters}
      renderTab={(list, words, isShown) => (
        <a key={list} href={`#${list}`} aria-current={isShown ? 'page' : undefined}>
          {words}
        </a>
      )}
      renderTasks={(kind, words) => (
        <a key={kind ?? 'all'} href={`#tasks-${kind ?? 'all'}`}>
          {words}
        </a>
      )}
      patientLink={(id, name) => <a href={`#${id}`}>{name}</a>}
      renderSession={({ id }, words) => <a href={`#${id}`}>{words}</a>}
      renderPlace={({ id }) => <a href={`#${id}`}>Open</a>}
    />,
  );
  return { ...shown, calls, onFilters };
}

const patients = async (): Promise<string[]> =>
  (await screen.findAllByRole('rowheader')).map(({ textContent }) => textContent ?? '');
const sent = (calls: readonly FakeCall[]) =>
  calls.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body]);

describe('The worklists', () => {
  it('H15: begin with the symptoms whose hour has passed, and say for how long', async () => {
    const firstDueAt = Date.now() - 95 * 60_000;
    show({ tasks: [{ kind: 'symptom-emergency', open: 2, firstDueAt }] });
    const lists = await screen.findByRole('navigation', { name: 'Lists' });
    await vi.waitFor(() => expect(within(lists).getAllByRole('link')).toHaveLength(5));
    const [first] = within(lists).getAllByRole('link');
    expect(first?.textContent).toMatch(/^Emergency symptoms2overdue for 1 h 3[45] min$/);
    expect(first?.getAttribute('href')).toBe('#tasks-symptom-emergency');
  });

  it('do not begin with a symptom whose hour is ahead', async () => {
    show({ tasks: [{ kind: 'symptom-same-day', open: 1, firstDueAt: Date.now() + 3_600_000 }] });
    const lists = await screen.findByRole('navigation', { name: 'Lists' });
    await vi.waitFor(() => expect(within(lists).getAllByRole('link')).toHaveLength(4));
    expect(within(lists).queryByText(/overdue/)).toBeNull();
  });

  it('say how much stands on each, what is due, for whom, what is missing and whose it is', async () => {
    show();
    expect(await patients()).toEqual(['Kaya, Aylin', 'Mills, Joan', 'Novak, Petr']);
    const [, first] = screen.getAllByRole('row');
    expect(first?.textContent).toMatch(
      /Mon 7 Dec 2026, 08:00 ESToverdue.*Tue 8 Dec 2026, 08:30 EST.*Fluoro 1, LSB, moderate sedation.*asked for.*Sam Lee, \+15550111.*Desk/,
    );
    expect((await screen.findByRole('link', { name: /^Escorts\s*3$/ })).getAttribute('aria-current')).toBe(
      'page',
    );
    const hrefOf = (name: RegExp) => screen.getByRole('link', { name }).getAttribute('href');
    expect(hrefOf(/^Follow-up tasks\s*4$/)).toBe('#tasks-all');
    expect(hrefOf(/^Change requests\s*1$/)).toBe('#tasks-change-requested');
  });

  it('H5: confirm at once whoever was named, and leave alone who has no name', async () => {
    const { user, calls } = show();
    await user.click(await screen.findByRole('checkbox', { name: 'Select every row that is shown' }));
    const bar = within(screen.getByRole('region', { name: 'Selected rows' }));
    expect(bar.getByText('3 selected')).toBeTruthy();
    expect(bar.getByText('1 without a name yet')).toBeTruthy();
    await user.click(bar.getByRole('button', { name: 'Confirm 2' }));
    await vi.waitFor(async () => expect(await patients()).toEqual(['Novak, Petr']));
    const particulars = { name: 'Sam Lee', phone: '+15550111' };
    expect(sent(calls)).toEqual([
      ['/sessions/one/evidence', { kind: 'escort-confirmed', outcome: 'met', particulars }],
      ['/sessions/two/evidence', { kind: 'escort-confirmed', outcome: 'met', particulars }],
    ]);
    expect(screen.getByText('Nothing selected')).toBeTruthy();
  }, 15_000);

  it('say which were refused and why, while the others are taken', async () => {
    const { user } = show({
      rows: [row, mills],
      answers: {
        'POST /sessions/one/evidence': () =>
          new Refusal({ status: 409, code: 'readiness.not-required', detail: 'Not asked for any longer.' }),
      },
    });
    await user.click(await screen.findByRole('checkbox', { name: 'Select every row that is shown' }));
    await user.click(screen.getByRole('button', { name: 'Confirm 2' }));
    expect((await screen.findByRole('alert')).textContent).toContain(
      '1 recorded, 1 not:Kaya, Aylin: Not asked for any longer.',
    );
  }, 15_000);

  it('record many in one call where nothing belongs to the word', async () => {
    const plain = { kind: 'fasting-told', needs: [], named: null, standing: 'open' } as const;
    const { user, calls } = show({
      filters: { list: 'fasting' },
      rows: [another('one', 'Kaya, Aylin', plain), another('two', 'Mills, Joan', plain)],
      answers: {
        'POST /readiness/evidence': () => ({
          answers: ['one', 'two'].map((sessionId) => ({ sessionId, recorded: true, refusals: [] })),
        }),
      },
    });
    await user.click(await screen.findByRole('checkbox', { name: 'Select every row that is shown' }));
    await user.click(screen.getByRole('button', { name: 'Record 2 as done' }));
    await vi.waitFor(() =>
      expect(sent(calls)).toEqual([
        ['/readiness/evidence', { sessionIds: ['one', 'two'], kind: 'fasting-told', outcome: 'met' }],
      ]),
    );
  }, 15_000);

  it('take the name of an escort, asked for or confirmed', async () => {
    const { user, calls } = show();
    await user.click(await screen.findByRole('button', { name: /^Name the escort: .*Novak, Petr$/ }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Escort home: Novak, Petr' }));
    await user.type(dialog.getByRole('textbox', { name: 'Who takes the patient home' }), 'Ana Novak');
    await user.type(dialog.getByRole('textbox', { name: 'Telephone of this person' }), '+15550122');
    await user.click(dialog.getByRole('button', { name: 'Asked for, not settled' }));
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent(calls)).toEqual([
      [
        '/sessions/three/evidence',
        {
          kind: 'escort-confirmed',
          outcome: 'requested',
          particulars: { name: 'Ana Novak', phone: '+15550122' },
        },
      ],
    ]);
  }, 15_000);

  it('are walked by J and K, and picked by X', async () => {
    const { user } = show();
    await patients();
    const focused = () => document.activeElement?.textContent ?? '';
    await user.keyboard('j');
    expect(focused()).toContain('Kaya, Aylin');
    await user.keyboard('jx');
    expect(focused()).toContain('Mills, Joan');
    expect(screen.getByText('1 selected')).toBeTruthy();
    await user.keyboard('kx');
    expect(screen.getByText('2 selected')).toBeTruthy();
    await user.keyboard('x');
    expect(screen.getByText('1 selected')).toBeTruthy();
  });

  it('say what is well when nothing is missing, and what is filtered when it is', async () => {
    show({ rows: [] });
    expect(await screen.findByText('All escorts are confirmed.')).toBeTruthy();
  });

  it('do not say that all is well where a filter hides the rest', async () => {
    show({ rows: [], filters: { due: 'today' } });
    expect(await screen.findByText('Nothing by these filters.')).toBeTruthy();
  });

  it('are narrowed and ordered in the address, and go to a file as they are shown', async () => {
    const { user, onFilters } = show({ filters: { owner: 'scheduler', until: '2026-12-24' } });
    await patients();
    expect(screen.getByRole('link', { name: 'CSV' }).getAttribute('href')).toBe(
      `/api/v1/worklists/escorts/rows.csv?clinicId=${midtown.id}&owner=scheduler&until=2026-12-24`,
    );
    await user.selectOptions(screen.getByRole('combobox', { name: 'Due' }), 'by tonight');
    expect(onFilters).toHaveBeenLastCalledWith({ owner: 'scheduler', until: '2026-12-24', due: 'today' });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Owner' }), 'anybody');
    expect(onFilters).toHaveBeenLastCalledWith({ until: '2026-12-24' });
  });

  it('go on where the page ends', async () => {
    const { user } = show({ next: '3~x' });
    await user.click(await screen.findByRole('button', { name: 'Show more' }));
    await vi.waitFor(async () => expect(await patients()).toContain('Santos, Rui'));
  });

  it('offer no word to somebody who may not give it', async () => {
    show({ rows: [another('one', 'Kaya, Aylin', { mayRecord: false })] });
    expect(await screen.findByRole('link', { name: 'Open' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Confirm/ })).toBeNull();
  });
});
