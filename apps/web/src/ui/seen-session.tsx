import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { LastChangeView } from '@lull/contracts';
import { useState } from 'react';
import { whoChangedText } from './who-changed.js';
import notice from './notice.module.css';

interface Versioned {
  readonly id: string;
  readonly version: number;
  readonly lastChange: LastChangeView | null;
}

/**
 * The session that an edit was begun from. It stays what it was while somebody else changes the session behind it:
 * sent with the newest version, an edit would silently replace what nobody here has seen (trust.md, F9).
 */
export function useSeenSession<Session extends Versioned>(session: Session) {
  const [seen, setSeen] = useState(session);
  const meanwhile = session.version > seen.version ? session.lastChange : null;
  return { seen, meanwhile, look: () => setSeen(session) };
}

interface MeanwhileProps {
  readonly change: LastChangeView | null;
  readonly zone: string;
  readonly onReload: () => void;
  readonly onKeep: () => void;
}

/** Who changed it while this is open, what and when; the reader chooses whose stands. */
export function ChangedWhileEditing({ change, zone, onReload, onKeep }: MeanwhileProps) {
  if (change === null) return null;
  return (
    <div className={notice['warn']} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <div className={notice['text']}>{whoChangedText(change, zone)}</div>
      <Button size="compact-sm" variant="default" onClick={onReload}>
        Reload
      </Button>
      <Button size="compact-sm" variant="default" onClick={onKeep}>
        Keep mine
      </Button>
    </div>
  );
}
