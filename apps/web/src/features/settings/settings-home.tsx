import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Page } from '../../ui/page.js';
import classes from './settings.module.css';

interface SettingsDoor<To extends string> {
  readonly to: To;
  readonly name: string;
  readonly about: string;
  readonly icon: Icon;
}

interface SettingsHomeProps<To extends string> {
  /** Those that are open to the member; a group without one is not shown. */
  readonly groups: readonly { readonly title: string; readonly doors: readonly SettingsDoor<To>[] }[];
  readonly renderDoor: (to: To, className: string, words: ReactNode) => ReactNode;
}

/** What can be arranged, by what it is about. */
export function SettingsHome<To extends string>({ groups, renderDoor }: SettingsHomeProps<To>) {
  return (
    <Page
      title="Settings"
      note="Each change stands in the trail, with who made it and what was there before."
    >
      {groups
        .filter(({ doors }) => doors.length > 0)
        .map(({ title, doors }) => (
          <section key={title} aria-label={title}>
            <h2 className={classes['heading']}>{title}</h2>
            <ul className={classes['cards']}>
              {doors.map((door) => {
                const { to, name, about, icon: Symbol } = door;
                return (
                  <li key={to}>
                    {renderDoor(
                      to,
                      classes['card'] ?? '',
                      <>
                        <Symbol size={20} aria-hidden />
                        <span>
                          <span className={classes['name']}>{name}</span>
                          <span className={classes['about']}>{about}</span>
                        </span>
                      </>,
                    )}
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
    </Page>
  );
}
