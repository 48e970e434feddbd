import { loneConfirmationHours, type RefusalCode, type SecondFactorDemand } from '@lull/domain';
import type { Role } from './access-matrix.js';
import { say, type ProblemText } from './problem-text.js';

type MemberRefusalCode = Extract<RefusalCode, `members.${string}`>;

/** Why a change of members was refused. */
export const memberRefusalTexts: Readonly<Record<MemberRefusalCode, ProblemText>> = {
  'members.not-oneself': say(
    'Not of yourself',
    'Nobody changes their own roles or disables themselves. Ask another administrator; your password and second factor are on the page of your account.',
  ),
  'members.last-administrator': say(
    'The last administrator',
    'Your practice would be left without an administrator. Make somebody else one first.',
  ),
  'members.not-active': say('Disabled', 'This member is disabled. Enable them first.'),
  'members.asked-already': say(
    'Asked already',
    'It was asked before that they become an administrator; that waits for a second administrator.',
  ),
  'members.confirmed-by-another': say(
    'Another administrator confirms',
    'A new administrator is confirmed by an administrator who neither asked for it nor becomes one by it.',
  ),
  'members.confirmed-too-early': say(
    'Not yet',
    `You are the only administrator, so you confirm this yourself, ${loneConfirmationHours} hours after you asked for it.`,
  ),
  'members.invited-already': say(
    'Invited already',
    'An invitation to this address is open. Send it again, or take it back.',
  ),
  'members.member-already': say(
    'A member already',
    'Somebody with this address is a member of your practice.',
  ),
  'members.invitation-not-open': say('No longer open', 'This invitation was accepted or taken back.'),
  'members.invitation-waits': say(
    'Not confirmed yet',
    'This invitation is to an administrator. It leaves when a second administrator has confirmed it.',
  ),
};

/** What each role does, in half a sentence: where somebody is given one. */
export const roleTexts: Readonly<Record<Role, string>> = {
  scheduler: 'books sessions and moves them',
  nurse: 'brings patients through the day',
  physician: 'sees what each injection did, and decides',
  administrator: 'sets up the practice, and says who works in it',
  auditor: 'reads the trail of who saw what',
};

export const secondFactorDemandTexts: Readonly<Record<SecondFactorDemand, string>> = {
  nobody: 'Nobody must; everybody may',
  administrators: 'Administrators must',
  everyone: 'Everybody must',
};
