/** Imported first by every command, so that an old Node.js is refused by a sentence and not by a stack. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Lull needs Node.js 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}
