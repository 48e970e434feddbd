/**
 * Uniform numbers in [0, 1) that are the same for the same seed on every machine: Marsaglia's xorshift with Weyl
 * sequence in the 32 bit form of "sfc32" (Doty-Humphrey, PractRand), warmed up by twelve steps. For permutations and
 * bootstraps, where chance must be repeatable; never for secrets.
 */
export function seededRandom(seed: number): () => number {
  let a = 0;
  let b = seed >>> 0;
  let c = Math.floor(seed / 0x1_0000_0000) >>> 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) >>> 0) + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = (b ^ (b >>> 9)) >>> 0;
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + sum) >>> 0;
    return sum / 0x1_0000_0000;
  };
  for (let step = 0; step < 12; step += 1) next();
  return next;
}
