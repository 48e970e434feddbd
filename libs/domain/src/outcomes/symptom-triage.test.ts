import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  symptomCodes,
  symptomTriage,
  triageLevels,
  type SymptomCode,
  type TriageLevel,
} from './symptom-triage.js';

describe('HOME-04: how soon somebody must act on symptoms from home (S30, H15)', () => {
  it.each<[string, readonly SymptomCode[], TriageLevel]>([
    ['trouble breathing is an emergency', ['breathing'], 'emergency'],
    ['a swollen face is an emergency', ['face-swelling'], 'emergency'],
    ['a collapse is an emergency', ['collapse'], 'emergency'],
    ['chest pain is an emergency', ['chest-pain'], 'emergency'],
    ['a seizure is an emergency', ['seizure'], 'emergency'],
    ['lost control of bladder or bowel is an emergency', ['bladder-bowel'], 'emergency'],
    ['two weak legs are an emergency', ['both-legs-weak'], 'emergency'],
    ['numbness of the saddle is an emergency', ['saddle-numbness'], 'emergency'],
    ['a fever is looked at the same day', ['fever'], 'same-day'],
    ['redness or discharge is looked at the same day', ['redness'], 'same-day'],
    ['new weakness is looked at the same day', ['new-weakness'], 'same-day'],
    ['tingling or burning is looked at the same day', ['tingling-burning'], 'same-day'],
    ['blood in the urine is looked at the same day', ['blood-in-urine'], 'same-day'],
    ['flank pain is looked at the same day', ['flank-pain'], 'same-day'],
    ['a severe headache is looked at the same day', ['severe-headache'], 'same-day'],
    ['a cold, white or blue foot is looked at the same day', ['cold-foot'], 'same-day'],
    ['a bruise is expected', ['bruise'], 'routine'],
    ['soreness is expected', ['soreness'], 'routine'],
    ['the most urgent of several decides', ['bruise', 'fever', 'seizure'], 'emergency'],
    ['a bruise does not hide a fever', ['bruise', 'fever'], 'same-day'],
  ])('%s', (_story, symptoms, level) => {
    expect(symptomTriage(symptoms)).toBe(level);
  });

  it('takes nothing that it does not know for harmless', () => {
    expect(symptomTriage(['a symptom of a later version'])).toBe('same-day');
  });

  it('has no answer where nothing is reported', () => {
    expect(symptomTriage([])).toBeUndefined();
  });

  it('never grows less urgent by a further symptom, in whatever order they are told', () => {
    const urgency = (symptoms: readonly SymptomCode[]) =>
      triageLevels.indexOf(symptomTriage(symptoms) ?? 'routine');
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...symptomCodes), { minLength: 1 }),
        fc.constantFrom(...symptomCodes),
        (symptoms, further) => {
          expect(urgency([...symptoms, further])).toBeLessThanOrEqual(urgency(symptoms));
          expect(urgency([further, ...symptoms])).toBe(urgency([...symptoms, further]));
        },
      ),
    );
  });
});
