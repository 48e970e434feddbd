import type { AdvisoryCode, RefusalCode } from '@lull/domain';
import { kindWords } from './kind-words.js';
import type { ProblemFacts } from './problem-codes.js';
import { say, type ProblemText } from './problem-text.js';

const stageNames: Readonly<Record<string, string>> = {
  prepare: 'Preparation',
  procedure: 'The procedure',
  turnover: 'The turnover',
  recover: 'Recovery',
};

const stage = (f: ProblemFacts, name = 'stage'): string => stageNames[String(f[name])] ?? 'The stage';
const inStage = (f: ProblemFacts, name = 'stage'): string =>
  stage(f, name).replace(/^The/, 'the').toLowerCase();
const kind = (f: ProblemFacts): string => kindWords[String(f['resourceKind'])]?.[0] ?? 'resource';
const kinds = (f: ProblemFacts): string => kindWords[String(f['resourceKind'])]?.[1] ?? 'resources';
const skilled = (f: ProblemFacts): string => (f['skill'] === undefined ? '' : ` with "${f['skill']}"`);

type ProfileCode<Code extends string> = Extract<Code, `profile.${string}`>;

/** Why a profile, or what it draws on, cannot be so. */
export const profileRefusalTexts: Readonly<Record<ProfileCode<RefusalCode>, ProblemText>> = {
  'profile.stage-missing': say('A stage is missing', (f) =>
    f['stage'] === 'recover'
      ? 'Nobody goes home without a recovery: add that stage.'
      : 'There is no procedure: add that stage.',
  ),
  'profile.stage-repeated': say(
    'A stage twice',
    (f) => `${stage(f)} stands twice. A visit has each stage once.`,
  ),
  'profile.stage-empty': say(
    'A stage holds nothing',
    (f) => `${stage(f)} holds nothing. Say what it needs, or leave it out.`,
  ),
  'profile.stage-backwards': say(
    'A stage ends before it begins',
    (f) => `${stage(f)} would be over before it begins in a session of ${f['durationMinutes']} minutes.`,
  ),
  'profile.stage-too-far': say(
    'Too far away',
    (f) => `${stage(f)} lies too far from the session: whole minutes, at most ${f['mostMinutes']}.`,
  ),
  'profile.stages-out-of-order': say('Stages out of order', (f) =>
    f['stage'] === 'prepare'
      ? 'Preparation must be over when the session starts.'
      : `${stage(f)} begins when the session has ended, or later.`,
  ),
  'profile.procedure-not-the-session': say(
    'The procedure is the session',
    'The procedure begins with the session and ends with it; what comes before or after is a stage of its own.',
  ),
  'profile.patient-gap': say(
    'The patient is nowhere',
    (f) =>
      `Nothing holds the patient for ${f['gapMinutes']} minutes before ${inStage(f)}. Stages with the patient follow each other without a gap.`,
  ),
  'profile.held-twice-at-once': say(
    'Needed twice at once',
    (f) =>
      `The ${kind(f)} would be needed for ${inStage(f, 'otherStage')} and for ${inStage(f)} at the same time.`,
  ),
  'profile.need-missing': say('Something is missing', (f) => `${stage(f)} needs a ${kind(f)}.`),
  'profile.need-repeated': say(
    'Said twice',
    (f) => `${stage(f)} says twice that it needs a ${kind(f)}: give the count once.`,
  ),
  'profile.count-impossible': say('Not a possible count', (f) =>
    f['most'] === 1
      ? `There is exactly one ${kind(f)}.`
      : `Between 1 and ${f['most']} ${kinds(f)} can be needed.`,
  ),
  'profile.patient-has-no-skill': say('No skill of a patient', 'A patient needs no qualification.'),
  'profile.sedation-nurse-missing': say(
    'A sedation nurse is missing',
    (f) => `With ${f['sedation']} sedation a sedation nurse watches the patient during the procedure.`,
  ),
  'profile.recovery-too-short': say(
    'Recovery too short',
    (f) =>
      `Recovery lasts ${f['minutes']} minutes; ${f['sedation'] === 'none' ? 'unsedated' : `with ${f['sedation']} sedation`} a patient is watched for at least ${f['wanted']}.`,
  ),
  'profile.exists-already': say(
    'There already',
    'This procedure has a profile for this sedation level already.',
  ),
  'profile.code-taken': say('Code taken', 'Another procedure has this code.'),
  'profile.resource-name-taken': say('Name taken', 'Another resource of this kind has this name.'),
  'profile.resource-still-held': say(
    'Still held',
    (f) =>
      `${f['resourceName']} is held for ${f['sessions']} coming ${f['sessions'] === 1 ? 'session' : 'sessions'}. Move them first.`,
  ),
  'profile.not-shareable': say(
    'Not to be shared',
    (f) =>
      `Only a nurse watches several patients at once, at most ${f['mostLanes']}. A sedation nurse watches one.`,
  ),
};

/** What a clinic should know of a profile that may stand. */
export const profileAdvisoryTexts: Readonly<Record<ProfileCode<AdvisoryCode>, ProblemText>> = {
  'profile.need-cannot-be-met': say(
    'Nobody could book this',
    (f) =>
      `${f['clinicName']} has ${f['has'] === 0 ? 'no' : f['has']} ${f['has'] === 1 ? kind(f) : kinds(f)}${skilled(f)}; ${inStage(f)} needs ${f['wanted']}. Nobody can book this there.`,
  ),
  'profile.x-ray-without-c-arm': say(
    'X-ray without a C-arm',
    'This procedure uses X-ray, and its profile holds no C-arm.',
  ),
};
