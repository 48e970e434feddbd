import { mergeConflicts, type MergeConflict, type MergeRefusalCode } from '@lull/domain';
import type { ProblemFacts } from './problem-codes.js';
import { say, type ProblemText } from './problem-text.js';

/** What the two records say differently, and what joining does about it. */
export const mergeConflictTexts: Readonly<Record<MergeConflict, string>> = {
  'flags-contradict':
    'One record says that something is there (an allergy, an anticoagulant, another flag), the other that it is not. Joined, the finding stays and the denial ends.',
  'sides-differ':
    'Both records have an open series of the same procedure, on different sides. Joined, both series stay as they are.',
};

const conflictOf = (f: ProblemFacts): string => {
  const conflict = mergeConflicts.find((each) => each === f['conflict']);
  return conflict === undefined ? 'The records differ.' : mergeConflictTexts[conflict];
};
const rows = (f: ProblemFacts, one: string, many: string): string =>
  f['count'] === 1 ? `1 ${one}` : `${f['count']} ${many}`;

/** What a member reads when two records cannot be joined or parted. */
export const mergeRefusalTexts: Readonly<Record<MergeRefusalCode, ProblemText>> = {
  'merge.same-record': say('One record', 'These are not two records: choose another one to compare with.'),
  'merge.joined-already': say(
    'Joined already',
    'One of the two records was joined into another one already.',
  ),
  'merge.visit-under-way': say(
    'A visit is under way',
    'One of the two has arrived and is not discharged. Join the records when the visit is over.',
  ),
  'merge.times-meet': say(
    'Booked twice for one time',
    (f) =>
      `Both records hold the same time (${rows(f, 'time', 'times')}). One of the two sessions is wrong: cancel or move it first.`,
  ),
  'merge.diaries-meet': say(
    'Two diaries for one day',
    (f) =>
      `Both records have a diary entry for the same day (${rows(f, 'day', 'days')}). They cannot stand in one diary.`,
  ),
  'merge.conflict-not-settled': say(
    'The records differ',
    (f) => `${conflictOf(f)} Look at it, and say that you have.`,
  ),
  'merge.conflict-of-treatment': say(
    'Somebody who treats has to join these',
    (f) =>
      `${conflictOf(f)} Ask ${f['conflict'] === 'sides-differ' ? 'a physician' : 'a physician, who records flags,'} to join them.`,
  ),
  'merge.taken-back-already': say('Taken back already', 'This joining was taken back.'),
  'merge.kept-was-joined': say(
    'Joined into another since',
    'The record that was kept has itself been joined into another one. Take that back first.',
  ),
  'merge.rows-since': say(
    'Written to since',
    (f) =>
      `${rows(f, 'entry was', 'entries were')} written since to what came from the other record, such as a session of its series. Taking the joining back would tear them apart.`,
  ),
  'merge.flags-since': say(
    'Flags recorded since',
    'A flag was recorded since of a kind in which the records contradicted each other. End it first if it is no longer true.',
  ),
  'merge.record-closed': say(
    'Joined into another record',
    'This record was joined into another one and takes no new entries. Open the record that was kept.',
  ),
};
