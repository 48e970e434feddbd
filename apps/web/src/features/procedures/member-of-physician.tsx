import { NativeSelect } from '@mantine/core';
import type { PhysicianMemberView } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import { physicianMembersQuery } from './procedures.queries.js';

interface MemberOfPhysicianProps {
  /** Whose sign-in it is so far. */
  readonly member: PhysicianMemberView | null;
  readonly memberId: string | null;
  readonly error: string | undefined;
  readonly onChange: (memberId: string | null) => void;
}

/** Which member a physician of the book is: who signs in releases her own block time, and sees her own lists. */
export function MemberOfPhysician({ member, memberId, error, onChange }: MemberOfPhysicianProps) {
  const { data: free = [] } = useQuery(physicianMembersQuery);
  const members = member === null ? free : [member, ...free];
  return (
    <NativeSelect
      id="field-memberId"
      label="Signs in as"
      description="A member with the role physician, for whom nobody stands yet."
      error={error}
      data={[{ value: '', label: 'nobody' }, ...members.map(({ id, name }) => ({ value: id, label: name }))]}
      value={memberId ?? ''}
      onChange={({ currentTarget: { value } }) => onChange(value === '' ? null : value)}
    />
  );
}
