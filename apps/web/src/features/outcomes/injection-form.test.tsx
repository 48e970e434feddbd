import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal, type FakeCall } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { factsOf, fullInjection } from './injection.builder.js';
import { InjectionForm } from './injection-form.js';
import { levelsOf } from './spine-levels.js';
import { firstInjectionAt, injectionOf, zone } from './target.builder.js';

beforeEach(() => sessionStorage.clear());

/** When the form is opened, as the server's clock has it: already tomorrow in UTC. */
const now = Date.UTC(2026, 10, 24, 3, 59);

function show(
  more: Partial<Parameters<typeof InjectionForm>[0]> = {},
  answer: (call: FakeCall) => unknown = () => ({ advisories: [] }),
) {
  const calls = fakeApi({
    'GET /sign-ins/current': () => Response.json({}, { headers: { date: new Date(now).toUTCString() } }),
    'POST /sessions/session/injections': answer,
    'POST /injections/injection 0/amendments': answer,
  });
  const onRecorded = vi.fn<() => void>();
  const form = (
    <InjectionForm
      sessionId="session"
      amended={null}
      plannedSide="both"
      standing={[]}
      renderCorrection={({ side }) => <a href="/">Correct {side}</a>}
      memberId="member"
      weightKg={70}
      usesContrast
      offeredLevels={levelsOf('LSB')}
      sedated={false}
      zone={zone}
      now={now}
      onRecorded={onRecorded}
      onCancel={() => undefined}
      {...more}
    />
  );
  const sent = () => calls.filter(({ method }) => method === 'POST');
  return { sent, onRecorded, form, ...renderInApp(form) };
}

type User = ReturnType<typeof renderInApp>['user'];
const radio = (name: string) => screen.getByRole('radio', { name });
const choose = async (user: User, field: RegExp, option: string) => {
  await user.click(screen.getByRole('combobox', { name: field }));
  await user.click(await screen.findByRole('option', { name: option }));
};
/** A drug's row. */
const drug = (title: string) => within(screen.getByRole('group', { name: title }));
const needleOut = () => within(screen.getByRole('group', { name: /^Needle out/ }));
const record = (user: User) => user.click(screen.getByRole('button', { name: 'Record injection' }));

describe('Recording an injection', () => {
  it('begins without side, contrast, drug or steroid', () => {
    show();
    for (const name of ['LEFT', 'RIGHT', 'Used', 'Not used'])
      expect(radio(name)).toHaveProperty('checked', false);
    expect(screen.getByRole('combobox', { name: /^Steroid/ })).toHaveProperty('value', '');
  });

  it('says at once that the wrong side is chosen, before anything else is written', async () => {
    const { user, sent } = show({ plannedSide: 'right' });
    expect(screen.queryByRole('alert')).toBeNull();
    await user.click(radio('LEFT'));
    expect(screen.getByRole('alert').textContent).toContain(
      'Wrong side: LEFT is chosen, RIGHT is planned. Stop and check the patient',
    );
    await user.click(radio('RIGHT'));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(sent()).toHaveLength(0);
  });

  it.each([
    ['the planned side', 'left', 'left'],
    ['either side where both are planned', 'right', 'both'],
  ] as const)('says nothing against %s', async (_story, chosen, plannedSide) => {
    const { user } = show({ plannedSide });
    await user.click(radio(chosen.toUpperCase()));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('leads to the record that stands already for the chosen side', async () => {
    const { user } = show({ standing: [injectionOf(0, firstInjectionAt)] });
    await user.click(radio('LEFT'));
    expect(screen.getByRole('alert').textContent).toContain('LEFT is recorded already');
    expect(screen.getByRole('link', { name: 'Correct left' })).toBeTruthy();
  });

  it('offers the levels that the procedure reaches, and shows any that is recorded', () => {
    const offered = () =>
      screen.getAllByRole('checkbox', { name: /^[LS]\d$/ }).map((box) => box.getAttribute('value'));
    const { unmount } = show();
    expect(offered()).toEqual(['L1', 'L2', 'L3', 'L4']);
    unmount();
    show({ amended: { ...fullInjection, levels: ['L2', 'L5'] } });
    expect(offered()).toEqual(['L1', 'L2', 'L3', 'L4', 'L5']);
  });

  it('asks for everything that is missing at once, and sends nothing', async () => {
    const { user, sent } = show();
    await record(user);
    const sentences = within(screen.getByRole('alert'))
      .getAllByRole('button')
      .map(({ textContent }) => textContent);
    expect(sentences).toEqual(
      expect.arrayContaining([
        'Choose the side. It is never filled in for you.',
        'Choose the level.',
        'Choose the local anaesthetic.',
        'Enter the volume.',
      ]),
    );
    expect(sent()).toHaveLength(0);
  });

  it('begins with the present time as needle-out', async () => {
    show();
    await vi.waitFor(() => expect(needleOut().getByLabelText('Day')).toHaveProperty('value', '2026-11-23'));
  });

  it('sends what was given, with units that nobody typed', async () => {
    const { user, sent, onRecorded } = show();
    await user.click(radio('RIGHT'));
    await user.click(screen.getByRole('checkbox', { name: 'L3' }));
    await choose(user, /Local anaesthetic/, 'bupivacaine 0.25 %');
    await user.type(drug('Local anaesthetic').getByRole('textbox', { name: /^Volume/ }), '12');
    await choose(user, /^Steroid/, 'triamcinolone');
    await user.type(drug('Steroid').getByRole('textbox', { name: 'Dose' }), '40');
    await user.type(screen.getByRole('textbox', { name: 'right foot, minute 0, °C' }), '28.1');
    await user.click(screen.getByRole('checkbox', { name: 'soreness' }));
    expect(screen.getByText(/30 mg bupivacaine on this side: 17 % of the maximum for 70 kg/)).toBeTruthy();
    await record(user);
    await vi.waitFor(() => expect(onRecorded).toHaveBeenCalled());
    expect(sent()[0]?.body).toMatchObject({
      side: 'right',
      status: 'completed',
      levels: ['L3'],
      contrastUsed: null,
      drugs: [
        { role: 'local-anaesthetic', drug: 'bupivacaine', concentrationPercent: 0.25, volumeMl: 12 },
        { role: 'steroid', drug: 'triamcinolone', doseMg: 40 },
      ],
      temperatures: [{ foot: 'right', minute: 0, celsius: 28.1 }],
      complications: [{ code: 'soreness' }],
    });
  }, 30_000);

  it('tells whether the foot warmed by two degrees', async () => {
    const { user } = show();
    await user.click(radio('LEFT'));
    await user.type(screen.getByRole('textbox', { name: 'left foot, minute 0, °C' }), '28.1');
    await user.type(screen.getByRole('textbox', { name: 'left foot, minute 20, °C' }), '30.1');
    expect(screen.getByText(/LEFT foot: \+2.0 °C in 20 min; at least 2 °C/)).toBeTruthy();
  });

  it('does not know the share of the maximum without a weight', async () => {
    const { user } = show({ weightKg: null });
    await choose(user, /Local anaesthetic/, 'bupivacaine 0.25 %');
    await user.type(drug('Local anaesthetic').getByRole('textbox', { name: /^Volume/ }), '12');
    expect(screen.getByText(/the share of the maximum is not known/)).toBeTruthy();
  });

  describe('above the maximum dose', () => {
    const flood = async (user: User) => {
      await user.click(radio('LEFT'));
      await user.click(screen.getByRole('checkbox', { name: 'L3' }));
      await choose(user, /Local anaesthetic/, 'bupivacaine 0.25 %');
      await user.type(drug('Local anaesthetic').getByRole('textbox', { name: /^Volume/ }), '200');
      await vi.waitFor(() => expect(needleOut().getByLabelText('Day')).not.toHaveProperty('value', ''));
      await record(user);
    };
    const dialog = async () => within(await screen.findByRole('dialog', { name: 'Above the maximum dose' }));

    it('is stopped before anything is saved: drug, mg, maximum and percentage', async () => {
      const { user, sent } = show();
      await flood(user);
      const warning = (await dialog()).getByRole('alert').textContent;
      expect(warning).toContain('Warning: 286 % of the maximum for 70 kg');
      expect(warning).toContain('500 mg bupivacaine: the maximum for 70 kg is 175 mg');
      expect((await dialog()).getByRole('button', { name: 'Record it all the same' })).toHaveProperty(
        'disabled',
        true,
      );
      await user.click((await dialog()).getByRole('button', { name: 'Back to the amounts' }));
      expect(sent()).toHaveLength(0);
    }, 30_000);

    it('is recorded with its reason', async () => {
      const { user, sent } = show();
      await flood(user);
      await user.type((await dialog()).getByRole('textbox', { name: /Reason/ }), ' Bag misread ');
      await user.click((await dialog()).getByRole('button', { name: 'Record it all the same' }));
      await vi.waitFor(() => expect(sent()).toHaveLength(1));
      expect(sent()[0]?.body).toMatchObject({ overMaximumReason: 'Bag misread', side: 'left' });
    }, 30_000);

    it("counts the other side's record of the same session", async () => {
      const other = injectionOf(0, firstInjectionAt);
      const { user } = show({
        standing: [
          {
            ...other,
            side: 'right',
            drugs: [
              {
                role: 'local-anaesthetic',
                drug: 'bupivacaine',
                concentrationPercent: 0.25,
                volumeMl: 60,
                doseMg: null,
              },
            ],
          },
        ],
      });
      await user.click(radio('LEFT'));
      await choose(user, /Local anaesthetic/, 'bupivacaine 0.25 %');
      await user.type(drug('Local anaesthetic').getByRole('textbox', { name: /^Volume/ }), '20');
      expect(
        screen.getByText(/above the maximum, 115 % of the maximum for 70 kg, both sides together/),
      ).toBeTruthy();
    }, 30_000);

    it('asks for the reason also when the server alone knows of the excess', async () => {
      const detail = '30 mg bupivacaine: the maximum for 10 kg is 25 mg. Check the amounts.';
      const refused = new Refusal({
        status: 422,
        code: 'outcomes.record-maximum-unexplained',
        detail,
        errors: [{ code: 'outcomes.record-maximum-unexplained', detail }],
      });
      const { user, sent } = show({ weightKg: null }, () => refused);
      await flood(user);
      expect((await dialog()).getByRole('alert').textContent).toContain(detail);
      expect(sent()).toHaveLength(1);
    }, 30_000);
  });

  it('takes needle times to the second, and refuses them the wrong way round', async () => {
    const { user } = show();
    await vi.waitFor(() => expect(needleOut().getByLabelText('Day')).not.toHaveProperty('value', ''));
    await user.clear(needleOut().getByLabelText('Time'));
    await user.type(needleOut().getByLabelText('Time'), '00:01:30');
    const needleIn = within(screen.getByRole('group', { name: /^Needle in/ }));
    await user.type(needleIn.getByLabelText('Time'), '00:01:45');
    await record(user);
    expect(
      screen.getByRole('button', { name: 'The needle cannot come out before it went in.' }),
    ).toBeTruthy();
    await user.clear(needleIn.getByLabelText('Time'));
    await user.type(needleIn.getByLabelText('Time'), '00:01:10');
    await user.tab();
    expect(
      screen.queryByRole('button', { name: 'The needle cannot come out before it went in.' }),
    ).toBeNull();
  }, 30_000);

  it('asks for the reason alone when it was not done', async () => {
    const { user, sent } = show();
    await user.click(radio('LEFT'));
    await user.click(radio('Not done'));
    await user.type(screen.getByRole('textbox', { name: /Why not/ }), 'vasovagal');
    await record(user);
    await vi.waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]?.body).toMatchObject({
      status: 'not-done',
      statusReason: 'vasovagal',
      drugs: [],
      needleOutAt: null,
    });
  });

  it('keeps the draft over a reload', async () => {
    const { user, unmount, form } = show();
    await user.click(radio('LEFT'));
    unmount();
    renderInApp(form);
    expect(radio('LEFT')).toHaveProperty('checked', true);
  });
});

describe('Correcting a record', () => {
  const amended = injectionOf(0, firstInjectionAt);

  it('sends every fact of the record again when nothing but the reason was written', async () => {
    const { user, sent } = show({ amended: fullInjection, usesContrast: false });
    await user.click(radio('LEFT'));
    await user.type(screen.getByRole('textbox', { name: /Reason for the correction/ }), '-');
    await user.click(screen.getByRole('button', { name: 'Save correction' }));
    await vi.waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]?.body).toEqual({ ...factsOf(fullInjection), amendReason: '-' });
  }, 30_000);

  it('begins with what was recorded, but asks for the side anew', () => {
    show({ amended });
    expect(screen.getByRole('checkbox', { name: 'L3' })).toHaveProperty('checked', true);
    expect(drug('Local anaesthetic').getByRole('textbox', { name: /^Volume/ })).toHaveProperty(
      'value',
      '12 mL',
    );
    expect(radio('LEFT')).toHaveProperty('checked', false);
  });

  it('is sent with its reason and the version it corrects, and shows a refusal', async () => {
    const stale = new Refusal({ status: 412, code: 'stale', detail: 'Somebody changed this record.' });
    const { user, sent } = show({ amended }, () => stale);
    await user.click(radio('LEFT'));
    await user.type(screen.getByRole('textbox', { name: /Reason for the correction/ }), 'wrong level');
    await user.click(screen.getByRole('button', { name: 'Save correction' }));
    expect(await screen.findByText('Somebody changed this record.')).toBeTruthy();
    expect(sent()[0]?.headers.get('if-match')).toBe('"v1"');
    expect(sent()[0]?.body).toMatchObject({ amendReason: 'wrong level', side: 'left' });
    expect(screen.getByRole('textbox', { name: /Reason for the correction/ })).toHaveProperty(
      'value',
      'wrong level',
    );
  });
});
