import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { useActions } from '../../ui/actions.js';
import { isDialogOpen } from '../../ui/shortcuts.js';
import { useUndoKey } from '../../ui/undo-toast.js';
import { destinationsFor } from './navigation.js';
import { settingsDoors } from './settings-doors.js';
import { useTypedAhead } from './typed-ahead.js';

// Fetched when they are first opened, not with the morning's first look.
const loadPalette = () => import('./command-palette.js');
const CommandPalette = lazy(async () => ({ default: (await loadPalette()).CommandPalette }));
const ShortcutSheet = lazy(async () => ({ default: (await import('./shortcut-sheet.js')).ShortcutSheet }));
const Preferences = lazy(async () => ({ default: (await import('./preferences.js')).Preferences }));

/** The page itself comes first. */
const preloadMs = 1_000;

export type Overlay = 'palette' | 'keys' | 'preferences';

interface OverlaysProps {
  readonly shown: Overlay | null;
  readonly onShow: (overlay: Overlay | null) => void;
}

/** What opens over any page: the command palette, the sheet of keys, one's own preferences. */
export function Overlays({ shown, onShow }: OverlaysProps) {
  const { roles, may } = useOwnSignIn();
  const navigate = useNavigate();
  useUndoKey();
  usePaletteKey(() => onShow(shown === 'palette' ? null : 'palette'), shown === 'palette');
  useActions(
    'Go to',
    destinationsFor(roles).map(({ to, word, key }) => ({
      words: word,
      keys: `G then ${key.toUpperCase()}`,
      act: () => void navigate({ to }),
    })),
  );
  useActions(
    'Settings',
    settingsDoors(roles).flatMap(({ doors }) =>
      doors
        .filter(({ to }) => to.startsWith('/settings/'))
        .map(({ to, name }) => ({ words: name, act: () => void navigate({ to }) })),
    ),
  );
  useActions('Anywhere', [
    { words: 'Find or do: patients, pages, actions', keys: 'Ctrl K' },
    ...(may('patient', 'create')
      ? [{ words: 'New patient', act: () => void navigate({ to: '/patients', search: { new: true } }) }]
      : []),
    { words: 'Keyboard shortcuts', key: '?', act: () => onShow('keys') },
    { words: 'My preferences', act: () => onShow('preferences') },
  ]);
  const close = (): void => onShow(null);
  return (
    <Suspense fallback={null}>
      {shown === 'palette' && <Palette onClose={close} />}
      {shown === 'keys' && <ShortcutSheet onClose={close} />}
      {shown === 'preferences' && <Preferences onClose={close} />}
    </Suspense>
  );
}

/** The palette, with what was typed before it had been fetched. */
function Palette({ onClose }: { readonly onClose: () => void }) {
  const [words, setWords] = useState('');
  useTypedAhead(setWords, onClose);
  return (
    <Suspense fallback={null}>
      <CommandPalette words={words} onWords={setWords} onClose={onClose} />
    </Suspense>
  );
}

/** Ctrl+K or Cmd+K, also while one types; not over another dialog, whose work it would cover. */
function usePaletteKey(act: () => void, isOpen: boolean): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (
      event.key.toLowerCase() !== 'k' ||
      !(event.ctrlKey || event.metaKey) ||
      event.altKey ||
      event.shiftKey
    )
      return;
    if (isDialogOpen() && !isOpen) return;
    // The browser's own: its search bar.
    event.preventDefault();
    act();
  });
  useEffect(() => {
    // Whoever presses Ctrl+K types on at once: the palette is there before it is asked for.
    const timer = setTimeout(() => void loadPalette(), preloadMs);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
}
