/** The top of the scale: ten thousand million guesses, which even a thief of the hashes finds dear (argon2id). */
const leastScore = 4;

/**
 * Why somebody who tries known passwords, keyboard rows and dates would find this one, or undefined (NIST 800-63B:
 * compare with a list). The lists are read when a password is set and never while the product only serves.
 */
export async function guessabilityOf(password: string, email: string): Promise<string | undefined> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  const { score } = new ZxcvbnFactory({ graphs: adjacencyGraphs, dictionary }).check(
    password,
    email.split(/[@.]/),
  );
  return score < leastScore
    ? 'This is among the passwords that are tried first; a sentence of your own is not.'
    : undefined;
}
