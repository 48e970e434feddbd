export { Accounts } from './accounts.js';
export { RateLimits } from './rate-limits.js';
export { hashOfToken, newToken, tokenIn } from './sign-in-token.js';
export { SignInWatch } from './sign-in-watch.js';
export { Proofs } from './proofs.js';
export { SignInEnd } from './sign-in-end.js';
export { FactorsOfMembers } from './factors-of-members.js';
export {
  changeMember,
  createMember,
  lockMembers,
  memberNames,
  memberOf,
  noteAccountChange,
  type MemberRecord,
} from './member.repository.js';
export { practiceOf, requireSecondFactor } from './practice.repository.js';
export { knownPractices, type KnownPractice } from './practice.repository.js';
