import { ActionIcon, Avatar, Menu } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconKeyboard,
  IconLogout,
  IconLogout2,
  IconUserCircle,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { signOut, signOutEverywhere, useOwnSignIn } from '../../api/own-sign-in.js';
import { leave } from '../sign-in/sign-out.js';
import type { Overlay } from './overlays.js';

export function UserMenu({ onShow }: { readonly onShow: (overlay: Overlay) => void }) {
  const member = useOwnSignIn();
  const queryClient = useQueryClient();
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <ActionIcon
          variant="transparent"
          size={36}
          radius="xl"
          aria-label={`${member.name}: settings and sign out`}
        >
          <Avatar size={30} radius="xl" color="blue" variant="light" name={member.name} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {member.name} ({member.roles.join(', ')})
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconUserCircle size={15} aria-hidden />}
          renderRoot={(props) => <Link to="/account" {...props} />}
        >
          My account
        </Menu.Item>
        <Menu.Item
          leftSection={<IconAdjustmentsHorizontal size={15} aria-hidden />}
          onClick={() => onShow('preferences')}
        >
          My preferences
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={15} aria-hidden />} onClick={() => onShow('keys')}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={15} aria-hidden />}
          onClick={() => void leave(queryClient, signOut)}
        >
          Sign out
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout2 size={15} aria-hidden />}
          onClick={() => void leave(queryClient, signOutEverywhere)}
        >
          Sign out everywhere
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
