let asker: (() => Promise<boolean>) | null = null;

/** Whoever can ask a person for a proof says so here. Gives back the function that ends it. */
export function askForProofs(ask: () => Promise<boolean>): () => void {
  asker = ask;
  return () => {
    if (asker === ask) asker = null;
  };
}

/** Whether the person has just proved again who they are; false: they would not, or nobody can ask. */
export function proofGiven(): Promise<boolean> {
  return asker === null ? Promise.resolve(false) : asker();
}
