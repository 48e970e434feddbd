import { ActionIcon, Avatar, Menu, useMantineColorScheme } from '@mantine/core';
import {
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconLogout2,
  IconMoon,
  IconSun,
  IconCheck,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { signOut, signOutEverywhere, useOwnSignIn } from '../../api/own-sign-in.js';
import { densities, useDensity } from '../../ui/density.js';
import { useSingleKeys } from '../../ui/shortcuts.js';
import { leave } from '../sign-in/sign-out.js';

const schemes = [
  { value: 'auto', word: 'As the system', icon: IconDeviceDesktop },
  { value: 'light', word: 'Light', icon: IconSun },
  { value: 'dark', word: 'Dark', icon: IconMoon },
] as const;

export function UserMenu() {
  const member = useOwnSignIn();
  const queryClient = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const [density, setDensity] = useDensity();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const chosen = <IconCheck size={14} aria-label="chosen" />;
  return (
    <Menu position="bottom-end" width={250} closeOnItemClick={false}>
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
        <Menu.Label>Colours</Menu.Label>
        {schemes.map(({ value, word, icon: Symbol }) => (
          <Menu.Item
            key={value}
            leftSection={<Symbol size={15} aria-hidden />}
            rightSection={colorScheme === value ? chosen : null}
            onClick={() => setColorScheme(value)}
          >
            {word}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>Density of the board</Menu.Label>
        {densities.map((each) => (
          <Menu.Item
            key={each}
            rightSection={density === each ? chosen : null}
            onClick={() => setDensity(each)}
          >
            {each}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconKeyboard size={15} aria-hidden />}
          rightSection={singleKeys ? chosen : null}
          onClick={() => setSingleKeys(!singleKeys)}
        >
          Single-key shortcuts
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
