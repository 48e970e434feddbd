import { describe, expect, it } from 'vitest';
import { applyOverrides, type Refusal } from './decision.js';
import { advisoryCodes, refusalCodes } from './refusal-codes.js';

const soft: Refusal = { code: 'scheduling.outside-opening-hours', facts: {}, overridable: true };
const hard: Refusal = { code: 'scheduling.resource-busy', facts: {}, overridable: false };

describe('applyOverrides', () => {
  it('sets an overridable refusal aside when a reason is given, and keeps the reason', () => {
    const { standing, overridden } = applyOverrides(
      [soft],
      [{ code: soft.code, reason: ' staff stay late ' }],
    );
    expect(standing).toEqual([]);
    expect(overridden).toEqual([{ refusal: soft, reason: 'staff stay late' }]);
  });

  it('lets no override touch a refusal that cannot be overridden', () => {
    const overrides = [soft, hard].map(({ code }) => ({ code, reason: 'please' }));
    expect(applyOverrides([soft, hard], overrides).standing).toEqual([hard]);
  });

  it('takes an empty reason for none', () => {
    expect(applyOverrides([soft], [{ code: soft.code, reason: '  ' }]).standing).toEqual([soft]);
  });
});

describe('the closed lists of codes', () => {
  it('name every code once, in a namespace', () => {
    const codes = [...refusalCodes, ...advisoryCodes];
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*$/);
  });
});
