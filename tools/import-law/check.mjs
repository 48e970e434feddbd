/** Says every import that breaks the law, with the sentence of its rule. */
import { cruiseTree } from './cruise.mjs';
import { root } from '../lib/places.mjs';

const { files, violations } = await cruiseTree(root);
for (const { rule, from, to, comment } of violations) {
  process.stdout.write(`${from}\n  imports ${to}\n  ${rule}: ${comment}\n`);
}
process.stdout.write(`${files} files, ${violations.length} imports against the law\n`);
process.exitCode = files === 0 || violations.length > 0 ? 1 : 0;
