import { Checkbox, Stack } from '@mantine/core';
import { roles, roleTexts, type Role } from '@lull/contracts/plain';

interface RoleChoiceProps {
  readonly chosen: readonly Role[];
  readonly disabled?: boolean;
  readonly error?: string | undefined;
  readonly onChange: (chosen: readonly Role[]) => void;
}

/** Roles with what each does. A member with several may do what any of them may. */
export function RoleChoice({ chosen, disabled = false, error, onChange }: RoleChoiceProps) {
  return (
    <Checkbox.Group
      id="field-roles"
      label="Roles"
      value={[...chosen]}
      error={error}
      onChange={(values) => onChange(roles.filter((role) => values.includes(role)))}
    >
      <Stack gap={8} mt={6}>
        {roles.map((role) => (
          <Checkbox key={role} value={role} label={role} description={roleTexts[role]} disabled={disabled} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
