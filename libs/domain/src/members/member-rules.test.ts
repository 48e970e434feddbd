import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkConfirmation,
  checkDisable,
  checkFactorReset,
  checkRoleChange,
  confirmableFrom,
  loneConfirmationHours,
  needsSecondFactor,
  type AdministratorRequest,
} from './member-rules.js';

const hour = 3_600_000;
const ada = { id: 'ada', roles: ['administrator'], active: true };
const bea = { id: 'bea', roles: ['administrator', 'physician'], active: true };
const nia = { id: 'nia', roles: ['nurse'], active: true };

const codes = (decision: ReturnType<typeof checkRoleChange> | ReturnType<typeof checkDisable>) =>
  decision.accepted ? [] : decision.refusals.map(({ code }) => code);

describe('MEMBER-01 and MEMBER-02: roles and the last administrator', () => {
  it.each<[string, Parameters<typeof checkRoleChange>, string[]]>([
    ["a nurse's roles are another's to change", ['ada', nia, ['nurse', 'scheduler'], ['ada']], []],
    [
      'nobody changes their own',
      ['ada', ada, ['administrator', 'nurse'], ['ada', 'bea']],
      ['members.not-oneself'],
    ],
    ['one of two administrators may cease to be one', ['ada', bea, ['physician'], ['ada', 'bea']], []],
    ['the last one may not', ['gone', bea, ['physician'], ['bea']], ['members.last-administrator']],
    [
      'whoever is disabled gets no roles until enabled',
      ['ada', { ...nia, active: false }, ['scheduler'], ['ada']],
      ['members.not-active'],
    ],
    [
      'all reasons are said at once',
      ['bea', { ...bea, active: false }, ['physician'], ['bea']],
      ['members.not-oneself', 'members.not-active', 'members.last-administrator'],
    ],
  ])('%s', (_, asked, expected) => {
    expect(codes(checkRoleChange(...asked))).toEqual(expected);
  });

  it('nobody disables themselves, and nobody the last administrator', () => {
    expect(codes(checkDisable('ada', bea, ['ada', 'bea']))).toEqual([]);
    expect(codes(checkDisable('ada', ada, ['ada', 'bea']))).toEqual(['members.not-oneself']);
    expect(codes(checkDisable('ada', bea, ['bea']))).toEqual(['members.last-administrator']);
  });

  it("nobody takes away their own second factor as if it were another's", () => {
    expect(checkFactorReset('ada', ada).accepted).toBe(false);
    expect(checkFactorReset('ada', nia).accepted).toBe(true);
  });

  it('whatever is asked one after the other, somebody stays an administrator', () => {
    const people = ['a', 'b', 'c'];
    const step = fc.record({
      by: fc.constantFrom(...people),
      of: fc.constantFrom(...people),
      disable: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const active = new Set(people);
        for (const { by, of, disable } of steps) {
          const member = { id: of, roles: active.has(of) ? ['administrator'] : ['nurse'], active: true };
          const said = disable
            ? checkDisable(by, member, [...active])
            : checkRoleChange(by, member, ['nurse'], [...active]);
          if (said.accepted) active.delete(of);
        }
        expect(active.size).toBeGreaterThan(0);
      }),
    );
  });
});

describe('MEMBER-03: a new administrator', () => {
  it.each<[string, readonly string[], { roles: readonly string[]; asksForAdministrator: boolean }]>([
    [
      'gets the other roles at once',
      ['nurse', 'administrator'],
      { roles: ['nurse'], asksForAdministrator: true },
    ],
    [
      'keeps the roles of before, where there is no other',
      ['administrator'],
      { roles: ['nurse'], asksForAdministrator: true },
    ],
    ['nobody asks for is none', ['scheduler'], { roles: ['scheduler'], asksForAdministrator: false }],
  ])('%s', (_, roles, value) => {
    expect(checkRoleChange('ada', nia, roles, ['ada'])).toMatchObject({ accepted: true, value });
  });

  it('is not asked for again of somebody who is one', () => {
    expect(checkRoleChange('ada', bea, ['administrator'], ['ada', 'bea'])).toMatchObject({
      value: { roles: ['administrator'], asksForAdministrator: false },
    });
  });
});

describe('MEMBER-03 and MEMBER-04: who confirms a new administrator', () => {
  const request: AdministratorRequest = { askedBy: 'ada', askedAt: 1_000, memberId: 'nia' };
  const later = 1_000 + loneConfirmationHours * hour;
  it.each<[string, string, readonly string[], number | null]>([
    ['another administrator, at once', 'bea', ['ada', 'bea'], 1_000],
    ['not who asked, while there is another', 'ada', ['ada', 'bea'], null],
    ['not who would become one', 'nia', ['ada', 'nia'], null],
    ['the only administrator alone, a day after asking', 'ada', ['ada'], later],
    ['the subject is not the other one that there must be', 'ada', ['ada', 'nia'], later],
  ])('%s', (_, by, active, from) => {
    expect(confirmableFrom(by, request, active)).toBe(from);
  });

  it('is refused by name, with the instant from which it is possible', () => {
    expect(checkConfirmation('ada', request, ['ada', 'bea'], later)).toMatchObject({
      refusals: [{ code: 'members.confirmed-by-another' }],
    });
    expect(checkConfirmation('ada', request, ['ada'], later - 1)).toMatchObject({
      refusals: [{ code: 'members.confirmed-too-early', facts: { from: later } }],
    });
    expect(checkConfirmation('ada', request, ['ada'], later).accepted).toBe(true);
  });
});

describe('MEMBER-05: who must have a second factor', () => {
  it.each([
    ['nobody', ['administrator'], false],
    ['administrators', ['administrator', 'nurse'], true],
    ['administrators', ['physician'], false],
    ['everyone', ['auditor'], true],
  ] as const)('%s, of %s: %s', (demand, roles, needed) => {
    expect(needsSecondFactor(demand, roles)).toBe(needed);
  });
});
