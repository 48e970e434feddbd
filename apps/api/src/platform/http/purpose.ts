import type { AccessResource, Role } from '@lull/contracts';

/** Why a member asks, as it stands in the trail. */
export type Purpose = 'treatment' | 'operations' | 'audit';

/** What is asked for to run the clinic, whoever asks; the trail itself is asked for to watch over it. */
const purposeOfResource: Partial<Record<AccessResource, Purpose>> = {
  'own-sign-in': 'operations',
  clinic: 'operations',
  'block-time': 'operations',
  closure: 'operations',
  report: 'operations',
  member: 'operations',
  audit: 'audit',
};

const treats: readonly Role[] = ['scheduler', 'nurse', 'physician'];

/** A patient's record is opened for treatment only by those who take part in it. */
export function purposeOf(resource: AccessResource, roles: readonly Role[]): Purpose {
  const ofResource = purposeOfResource[resource];
  if (ofResource !== undefined) return ofResource;
  if (roles.some((role) => treats.includes(role))) return 'treatment';
  return roles.includes('administrator') ? 'operations' : 'audit';
}
