import type { DiaryEntryRequest, ReportSymptomsRequest } from '@lull/contracts';

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

const storeName = 'unsent';

export async function openUnsent(): Promise<UnsentStore> {
  try {
    const opening = indexedDB.open('lull-diary', 1);
    opening.addEventListener('upgradeneeded', () => {
      opening.result.createObjectStore(storeName, { keyPath: 'key' });
    });
    return lastingStore(await answerOf(opening));
  } catch (error) {
    // A private window refuses the database: not a fault of the page, and the patient is told.
    if (error instanceof Error) return passingStore();
    throw error;
  }
}

function lastingStore(database: IDBDatabase): UnsentStore {
  /** What was written is kept when its transaction is over, not when the request is answered. */
  const write = (change: (store: IDBObjectStore) => IDBRequest): Promise<void> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(storeName, 'readwrite');
      transaction.addEventListener('complete', () => resolve());
      transaction.addEventListener('abort', () =>
        reject(transaction.error ?? new Error('The answer was not kept.')),
      );
      change(transaction.objectStore(storeName));
    });
  return {
    lasting: true,
    all: () => answerOf<Unsent[]>(database.transaction(storeName).objectStore(storeName).getAll()),
    put: (entry) => write((store) => store.put(entry)),
    delete: (key) => write((store) => store.delete(key)),
  };
}

function answerOf<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () =>
      reject(request.error ?? new Error('The browser gave no answer.')),
    );
  });
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
