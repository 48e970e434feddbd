import type { OpeningVerdict, RecordRefusalCode, RestrictionKind } from '@lull/domain';
import { say, type ProblemText } from './problem-text.js';

/** Why a record is kept from those who do not treat the patient. */
export const restrictionKindTexts: Readonly<Record<RestrictionKind, string>> = {
  staff: 'Works here, or is close to somebody who does',
  'public-figure': 'In the public eye',
  protected: 'Asked for protection',
};

export const openingVerdictTexts: Readonly<Record<OpeningVerdict, string>> = {
  justified: 'Justified',
  'not-justified': 'Not justified',
};

/** What a member reads when a record cannot be restricted, freed, opened or an opening reviewed. */
export const recordRefusalTexts: Readonly<Record<RecordRefusalCode, ProblemText>> = {
  'records.restricted-already': say('Restricted already', 'This record is restricted already.'),
  'records.restriction-lifted': say('Lifted already', 'This restriction was lifted before.'),
  'records.not-restricted': say('Not restricted', 'This record is open to everybody who treats the patient.'),
  'records.open-already': say('Open already', 'You have this record open already.'),
  'records.opening-over': say('Closed already', 'This opening was over before.'),
  'records.own-opening': say('Your own opening', 'Somebody else has to review what you opened yourself.'),
  'records.reviewed-already': say('Reviewed already', 'This opening was reviewed. The first word stands.'),
  'records.review-unexplained': say(
    'Say why',
    'An opening that was not justified needs a sentence that says why.',
  ),
};
