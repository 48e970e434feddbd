import { sedationLevels, type SedationLevel } from '../sedation/sedation-level.js';
import { sedationRules } from '../sedation/sedation-rules.js';
import type { ResourceNeed, ResourceProfile } from './resource-profile.js';
import type { ResourceKind } from './resource.js';

const one = (resourceKind: ResourceKind): ResourceNeed => ({ resourceKind, count: 1 });

/**
 * BOOK-03: what a lumbar sympathetic block (LSB) holds, as the clinic starts out: half an hour to
 * prepare, the procedure, ten minutes to turn the room over, and recovery by sedation level.
 * A clinic changes it as configuration. Source: clinical.md 3.2 to 3.4, S19; the times are a default
 * that fits two rooms with six bays at a rhythm of 40 minutes.
 */
function lumbarSympatheticBlock(sedation: SedationLevel): ResourceProfile {
  const { recoveryMinutes, sedationNurse } = sedationRules[sedation];
  const attendants = sedationNurse ? [one('sedation-nurse')] : [];
  return {
    procedureType: 'LSB',
    sedation,
    stages: [
      {
        kind: 'prepare',
        from: { anchor: 'start', minutes: -30 },
        to: { anchor: 'start', minutes: 0 },
        needs: [one('patient'), one('recovery-bay')],
      },
      {
        kind: 'procedure',
        from: { anchor: 'start', minutes: 0 },
        to: { anchor: 'end', minutes: 0 },
        needs: [one('patient'), one('physician'), one('room'), one('c-arm'), ...attendants],
      },
      {
        kind: 'turnover',
        from: { anchor: 'end', minutes: 0 },
        to: { anchor: 'end', minutes: 10 },
        needs: [one('room')],
      },
      {
        kind: 'recover',
        from: { anchor: 'end', minutes: 0 },
        to: { anchor: 'end', minutes: recoveryMinutes },
        needs: [one('patient'), one('recovery-bay')],
      },
    ],
  };
}

export const defaultProfiles: readonly ResourceProfile[] = sedationLevels.map(lumbarSympatheticBlock);
