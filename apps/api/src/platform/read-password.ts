import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * The first line of `input`. A person at a terminal is asked on `screen` and does not see what is typed; a script
 * pipes it. A password in a parameter would stand in the list of processes and in the shell's history.
 */
export async function readPassword(
  input: NodeJS.ReadStream | NodeJS.ReadableStream,
  screen: NodeJS.WritableStream,
): Promise<string> {
  const asked = 'isTTY' in input && input.isTTY;
  if (asked) screen.write('Password (it is not shown): ');
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: asked });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (asked) screen.write('\n');
  }
}
