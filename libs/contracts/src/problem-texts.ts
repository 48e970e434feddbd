import type { CallProblemCode, ProblemCode } from './problem-codes.js';
import { whoChanged } from './fact-words.js';
import { say, type ProblemText } from './problem-text.js';
import { refusalTexts } from './refusal-texts.js';

const callProblemTexts: Readonly<Record<CallProblemCode, ProblemText>> = {
  'body-malformed': say('The request cannot be read', 'The request is not valid JSON. Nothing was changed.'),
  'parameter-malformed': say(
    'A parameter cannot be read',
    (f) => `"${f['name']}" is missing, given twice, or not of its form.`,
  ),
  'sign-in-required': say(
    'Please sign in',
    'You are not signed in, or your sign-in has ended. Sign in again; what you typed is kept.',
  ),
  'sign-in-refused': say('Sign-in refused', 'E-mail or password is not right.'),
  'access-ended': say(
    'Please open the page again',
    'For your safety the page closes after 30 minutes. Enter your birth date again; what you wrote is kept.',
  ),
  'second-factor-required': say(
    'One more step',
    'The password is right. Now prove it is you with your second factor.',
  ),
  'second-factor-refused': say('Code refused', (f) =>
    f['over'] === true
      ? 'That was one wrong code too many. Begin again with your password.'
      : 'This code is not right, or was used before. Wait for the next one of your app, or use a recovery code.',
  ),
  'passkey-refused': say(
    'Passkey refused',
    'This passkey is not known here, or it was asked too long ago. Try again, or use your password.',
  ),
  'second-factor-to-set-up': say(
    'Second factor needed',
    'Your practice asks you for a second factor. Set one up on the page of your account; everything else opens then.',
  ),
  'proof-required': say(
    'Please prove it is you',
    'This is grave enough to ask for your password again. It holds for five minutes.',
  ),
  'second-factor-not-available': say(
    'Not set up here',
    'Codes of an authenticator app need a key that this installation was not given (LULL_SECRET_KEY_FILE). Use a passkey.',
  ),
  'not-allowed': say(
    'Not allowed',
    'Your role does not include this. Ask an administrator of your practice if it should.',
  ),
  'cross-site-refused': say('Refused', 'This change did not come from the product itself.'),
  'not-found': say('Not found', (f) => `There is no such ${f['noun'] ?? 'record'} in your practice.`),
  'link-not-accepted': say(
    'This did not work',
    'The link or the birth date is not right, or the link has ended. Check the date, or ask your clinic for a new link.',
  ),
  'member-link-not-accepted': say(
    'This link does not open anything',
    'It was used, has ended or was taken back. Ask for a new one.',
  ),
  conflict: say('Conflict', 'This collides with something that was stored before. Reload and try again.'),
  stale: say(
    'Changed meanwhile',
    (f) => `${whoChanged(f)} after you opened it. Look at the new state and decide again.`,
  ),
  'body-too-large': say('Too large', 'The request is larger than 256 kB.'),
  'media-type-unsupported': say('Unsupported', 'Send the request as application/json.'),
  'field-invalid': say('A field is not right', (f) =>
    String(f['message'] ?? `Check ${f['field'] ?? 'the field'}.`),
  ),
  'field-unknown': say('Unknown field', (f) => `"${f['field']}" is not a field of this request.`),
  'idempotency-key-reused': say(
    'Key used before',
    'This Idempotency-Key was used for another request. Use a new one.',
  ),
  'version-required': say(
    'Version required',
    "Send the version you read in If-Match, so that nobody's change is overwritten.",
  ),
  'idempotency-key-required': say(
    'Key required',
    'Send an Idempotency-Key (a UUID), so that a retry has one effect.',
  ),
  'too-many-requests': say(
    'Too many tries',
    (f) => `Please wait ${f['retryAfterSeconds'] ?? 60} seconds and try again.`,
  ),
  internal: say('Something went wrong', 'The server failed at this, and nothing was changed. Try again.'),
  busy: say('Busy', 'The database was busy and nothing was changed. Try again in a moment.'),
  'outcome-unknown': say(
    'Not known whether it was saved',
    'The connection to the database broke while your change was being saved. Send it again: it will not happen twice.',
  ),
  unavailable: say(
    'Not available',
    'The database cannot be reached. Nothing was changed. Try again in a moment.',
  ),
};

/** A missing text for a code is a compile error. */
export const problemTexts: Readonly<Record<ProblemCode, ProblemText>> = {
  ...callProblemTexts,
  ...refusalTexts,
};
