/** Why a rule about members says no. */
export const memberRefusalCodes = [
  'members.not-oneself',
  'members.last-administrator',
  'members.not-active',
  'members.asked-already',
  'members.confirmed-by-another',
  'members.confirmed-too-early',
  'members.invited-already',
  'members.member-already',
  'members.invitation-not-open',
  'members.invitation-waits',
] as const;
