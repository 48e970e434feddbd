import { accept, refuse, type Decision, type Refusal } from '../decision.js';
import { hourMs } from '../time/zone.js';

const administrator = 'administrator';

/** So long a practice's only administrator waits before naming a second one alone (ADR 16). */
export const loneConfirmationHours = 24;

/** A member as the rules about members see one. */
export interface MemberStanding {
  readonly id: string;
  readonly roles: readonly string[];
  readonly active: boolean;
}

/** The practice's administrators who may sign in, by id. */
export type ActiveAdministrators = readonly string[];

/** What new roles come to: those that hold at once, and whether being an administrator waits for another's word. */
export interface RoleChange {
  readonly roles: readonly string[];
  readonly asksForAdministrator: boolean;
}

const refusal = (code: Refusal['code'], facts: Refusal['facts'] = {}): Refusal => ({
  code,
  facts,
  overridable: false,
});

/** MEMBER-01: nobody changes their own roles, disables themselves or takes away their own second factor here. */
function notOneself(byId: string, member: MemberStanding): Refusal[] {
  return byId === member.id ? [refusal('members.not-oneself')] : [];
}

/** MEMBER-02: a practice keeps an administrator who may sign in. */
function keepsAdministrator(member: MemberStanding, active: ActiveAdministrators): Refusal[] {
  return active.includes(member.id) && active.length === 1 ? [refusal('members.last-administrator')] : [];
}

function decision<T>(refusals: readonly Refusal[], value: T): Decision<T> {
  const [first, ...rest] = refusals;
  return first === undefined ? accept(value) : refuse(first, ...rest);
}

/**
 * MEMBER-01, MEMBER-02, MEMBER-03: new roles of a member. What is taken away and every other role hold at once; to
 * become an administrator is asked for, and holds when it is confirmed. Whoever would be left without any role until
 * then keeps those of before.
 */
export function checkRoleChange(
  byId: string,
  member: MemberStanding,
  roles: readonly string[],
  active: ActiveAdministrators,
): Decision<RoleChange> {
  const stays = roles.includes(administrator);
  const was = member.roles.includes(administrator);
  const refusals = [
    ...notOneself(byId, member),
    ...(member.active ? [] : [refusal('members.not-active')]),
    ...(was && !stays ? keepsAdministrator(member, active) : []),
  ];
  if (was || !stays) return decision(refusals, { roles, asksForAdministrator: false });
  const others = roles.filter((role) => role !== administrator);
  return decision(refusals, {
    roles: others.length === 0 ? member.roles : others,
    asksForAdministrator: true,
  });
}

/** MEMBER-01, MEMBER-02: a member who shall not sign in any more. */
export function checkDisable(
  byId: string,
  member: MemberStanding,
  active: ActiveAdministrators,
): Decision<MemberStanding> {
  return decision([...notOneself(byId, member), ...keepsAdministrator(member, active)], member);
}

/** MEMBER-01: somebody else's second factor is taken away; one's own on one's own page. */
export function checkFactorReset(byId: string, member: MemberStanding): Decision<MemberStanding> {
  return decision(notOneself(byId, member), member);
}

/** Who asked that somebody becomes an administrator, and when (epoch ms). `memberId`: null of an invitation. */
export interface AdministratorRequest {
  readonly askedBy: string;
  readonly askedAt: number;
  readonly memberId: string | null;
}

/**
 * When this administrator may confirm the request, epoch ms; null: never, because another one has to.
 *
 * MEMBER-03: not who asked, and not who would become one. MEMBER-04: where there is no other administrator to do it,
 * the only one may, a day after it was asked: who took over a desk for an hour has named nobody.
 */
export function confirmableFrom(
  byId: string,
  request: AdministratorRequest,
  active: ActiveAdministrators,
): number | null {
  if (byId === request.memberId) return null;
  if (byId !== request.askedBy) return request.askedAt;
  const others = active.filter((id) => id !== byId && id !== request.memberId);
  return others.length > 0 ? null : request.askedAt + loneConfirmationHours * hourMs;
}

/** MEMBER-03, MEMBER-04: whether this administrator may confirm now (epoch ms). */
export function checkConfirmation(
  byId: string,
  request: AdministratorRequest,
  active: ActiveAdministrators,
  now: number,
): Decision<AdministratorRequest> {
  const from = confirmableFrom(byId, request, active);
  if (from === null) return refuse(refusal('members.confirmed-by-another'));
  if (now < from) return refuse(refusal('members.confirmed-too-early', { from }));
  return accept(request);
}

export const secondFactorDemands = ['nobody', 'administrators', 'everyone'] as const;
/** Whom a practice asks for a second factor. */
export type SecondFactorDemand = (typeof secondFactorDemands)[number];

/** MEMBER-05: whether a member with these roles must have a second factor. */
export function needsSecondFactor(demand: SecondFactorDemand, roles: readonly string[]): boolean {
  return demand === 'everyone' || (demand === 'administrators' && roles.includes(administrator));
}
