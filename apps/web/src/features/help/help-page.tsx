import { Button, TextInput } from '@mantine/core';
import { roles as allRoles, type Role } from '@lull/contracts/plain';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { useActionsNow } from '../../ui/actions.js';
import { useAnnounce } from '../../ui/announcer.js';
import { EmptyState } from '../../ui/empty-state.js';
import { KeyList } from '../../ui/key-list.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { fits } from './find.js';
import { glossary } from './glossary.js';
import { GuideList, type RenderPlace } from './guide-list.js';
import { guides, guidesForAll, helpPlaces, type Guide } from './guides.js';
import classes from './help.module.css';

interface HelpPageProps {
  readonly roles: readonly Role[];
  readonly find: string;
  readonly onFind: (find: string) => void;
  readonly renderPlace: RenderPlace;
  /** The way to the page about the product itself. */
  readonly about: ReactNode;
}

/** Guides by role, one's own first; the keys that are heard everywhere; every word that this product uses. */
export function HelpPage({ roles, find, onFind, renderPlace, about }: HelpPageProps) {
  const announce = useAnnounce();
  const keys = useActionsNow();
  const mine = allRoles.filter((role) => roles.includes(role));
  const others = allRoles.filter((role) => !roles.includes(role));
  const of = (list: readonly Guide[], role: string) => list.filter((guide) => guideFits(guide, role, find));
  const shown = [
    ...mine.map((role) => ({ title: `For the ${role}`, guides: of(guides[role], role) })),
    { title: 'For everybody', guides: of(guidesForAll, 'everybody') },
    ...others.map((role) => ({ title: `For the ${role}`, guides: of(guides[role], role) })),
  ].filter((section) => section.guides.length > 0);
  const groups = keys.map(({ name, actions }) => ({
    name,
    actions: actions.filter(({ words }) => fits(`${name} ${words}`, find)),
  }));
  const words = glossary.filter(({ word, meaning }) => fits(`${word} ${meaning}`, find));
  const someKeys = groups.some(({ actions }) =>
    actions.some(({ key, keys: written }) => key !== undefined || written !== undefined),
  );
  const none = shown.length === 0 && words.length === 0 && !someKeys;
  const counted = shown.reduce((sum, section) => sum + section.guides.length, 0);
  useEffect(() => {
    if (find === '') return undefined;
    const timer = setTimeout(() => announce(`${counted} guides and ${words.length} words found.`), 600);
    return () => clearTimeout(timer);
  }, [find, counted, words.length, announce]);
  return (
    <Page
      title="Help"
      note="What to do in your role, the keys, and the words."
      actions={
        <>
          {about}
          <Button variant="default" onClick={() => window.print()}>
            Print
          </Button>
        </>
      }
    >
      <TextInput
        className={`${classes['find'] ?? ''} no-print`}
        label="Look for"
        placeholder="A word, a step, a key"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={find}
        maxLength={60}
        onChange={({ currentTarget }) => onFind(currentTarget.value)}
      />
      <nav aria-label="On this page" className={`${classes['jumps'] ?? ''} no-print`}>
        <a href="#guides">Guides</a>
        <a href="#keys">Keyboard</a>
        <a href="#words">Words</a>
      </nav>
      {none && <EmptyState sentence={`Nothing here speaks of "${find}".`} />}
      <div id="guides">
        {shown.map((section) => (
          <GuideList key={section.title} {...section} renderPlace={renderPlace} />
        ))}
      </div>
      <div id="keys" className={classes['part']}>
        {someKeys && (
          <Panel
            title="Keyboard"
            note="Heard on every page. Press ? on a page to see the keys of that page, too; single keys can be switched off in My preferences."
          >
            <KeyList groups={groups} />
          </Panel>
        )}
      </div>
      <div id="words" className={classes['part']}>
        {words.length > 0 && (
          <Panel title="Words" note="One word for one thing, on every screen.">
            <dl className={classes['words']}>
              {words.map(({ word, meaning }) => (
                <div key={word}>
                  <dt>{word}</dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </Panel>
        )}
      </div>
    </Page>
  );
}

function guideFits({ title, steps }: Guide, role: string, find: string): boolean {
  const said = steps.map(({ words, at }) => `${words} ${helpPlaces[at].name}`);
  return fits([role, title, ...said].join(' '), find);
}
