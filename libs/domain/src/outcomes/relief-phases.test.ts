import { describe, expect, it } from 'vitest';
import { diary } from './diary.builder.js';
import { observe } from './observations.js';
import { reliefDefinition50 } from './relief-definition.js';
import { onsetAt, patternOf, readPhases } from './relief-phases.js';

function phasesOf(text: string) {
  const observations = observe(diary(text), 8, reliefDefinition50, null);
  const phases = readPhases(observations, reliefDefinition50);
  return { phases, observations, pattern: patternOf(observations, phases) };
}

describe('REL-04 and REL-05 phases and pattern', () => {
  it.each([
    ['relief in both, no failing look between', '1h:2 47h:3 48h:3', 'relief', 'relief', 'continuous'],
    [
      'a failing look before the first relief does not divide the course',
      '0.5h:7 4h:2 48h:3',
      'relief',
      'relief',
      'continuous',
    ],
    ['relief, pain back, relief again', '1h:2 12h:8 60h:3', 'relief', 'relief', 'biphasic'],
    ['relief only before 48 h', '1h:2 48h:8 100h:8', 'relief', 'no-relief', 'anaesthetic-only'],
    ['48 h already belongs to the sustained phase', '48h:2', 'unknown', 'relief', 'sustained-early-unknown'],
    ['none early, relief from day 3', '1h:8 72h:3', 'no-relief', 'relief', 'delayed'],
    ['onset at 168 h is just in time', '1h:8 50h:8 168h:3', 'no-relief', 'relief', 'delayed'],
    [
      'onset after 168 h, though somebody looked, is none',
      '1h:8 50h:8 169h:3',
      'no-relief',
      'no-relief',
      'none',
    ],
    ['none in either', '1h:8 72h:8', 'no-relief', 'no-relief', 'none'],
    ['first contact late and no relief', '100h:8', 'unknown', 'no-relief', 'none-early-unknown'],
    [
      'first contact after the onset was due, no relief',
      '200h:8',
      'unknown',
      'unknown',
      'none-early-unknown',
    ],
    ['early relief, nobody asked again', '1h:2', 'relief', 'unknown', 'early-only-observed'],
    [
      'a failure after the onset was due does not show there was none',
      '1h:8 200h:8',
      'no-relief',
      'unknown',
      'indeterminate',
    ],
  ] as const)('%s', (_story, text, early, sustained, pattern) => {
    const course = phasesOf(text);
    expect([course.phases.early, course.phases.sustained, course.pattern]).toEqual([
      early,
      sustained,
      pattern,
    ]);
  });

  it('flags a sustained relief that was first looked for after it was due', () => {
    expect(phasesOf('1h:2 200h:3').phases).toMatchObject({ sustained: 'relief', lateFirstLook: true });
    expect(phasesOf('1h:2 100h:3 200h:3').phases).toMatchObject({
      sustained: 'relief',
      lateFirstLook: false,
    });
  });
});

describe('REL-06 onset', () => {
  it('lies after the look before it, or after t0', () => {
    const { observations, phases } = phasesOf('1h:8 50h:8 72h:3');
    expect(onsetAt(observations, phases.sustainedOnset)).toEqual({ lower: 3000, upper: 4320 });
    expect(onsetAt(observations, 0)).toEqual({ lower: 0, upper: 60 });
    expect(onsetAt(observations, null)).toBeNull();
  });
});
