import type { DiaryEntryRequest, ReportSymptomsRequest } from '@lull/contracts';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/**
 * What the patient saved and the server has not acknowledged yet. It holds no name and no token: `owner` is an opaque
 * mark of the patient, so that a phone that two people use never sends one's answer as the other's.
 */
export type Unsent = {
  /** The Idempotency-Key: sent twice, it is taken once. */
  readonly key: string;
  /** Null: written without a network before anybody's page was open; whoever opens theirs is asked whose it is. */
  readonly owner: string | null;
} & (
  | { readonly kind: 'entry'; readonly body: DiaryEntryRequest }
  | { readonly kind: 'symptoms'; readonly body: ReportSymptomsRequest }
);

export interface UnsentStore {
  /** False: the browser keeps nothing (a private window), so the page itself has to stay open. */
  readonly lasting: boolean;
  readonly all: () => Promise<readonly Unsent[]>;
  readonly put: (entry: Unsent) => Promise<void>;
  readonly delete: (key: string) => Promise<void>;
}

interface DiaryDatabase extends DBSchema {
  unsent: { key: string; value: Unsent };
}

export async function openUnsent(): Promise<UnsentStore> {
  try {
    const database = await openDB<DiaryDatabase>('lull-diary', 1, {
      upgrade: (fresh) => void fresh.createObjectStore('unsent', { keyPath: 'key' }),
    });
    return lastingStore(database);
  } catch (error) {
    // A private window refuses the database: not a fault of the page, and the patient is told.
    if (error instanceof Error) return passingStore();
    throw error;
  }
}

function lastingStore(database: IDBPDatabase<DiaryDatabase>): UnsentStore {
  return {
    lasting: true,
    all: () => database.getAll('unsent'),
    put: async (entry) => void (await database.put('unsent', entry)),
    delete: (key) => database.delete('unsent', key),
  };
}

/** For as long as the page stands. */
export function passingStore(): UnsentStore {
  const entries = new Map<string, Unsent>();
  return {
    lasting: false,
    all: () => Promise.resolve([...entries.values()]),
    put: (entry) => Promise.resolve(void entries.set(entry.key, entry)),
    delete: (key) => Promise.resolve(void entries.delete(key)),
  };
}
