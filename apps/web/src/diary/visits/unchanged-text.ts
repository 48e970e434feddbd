import type { Texts } from '../words/en.js';
import type { Unchanged } from './use-visit-change.js';

export function unchangedText(why: Unchanged, words: Texts): string {
  const said: Readonly<Record<Unchanged, string>> = {
    changed: words.changed,
    'not-reached': words.notReached,
    failed: words.failed,
  };
  return said[why];
}
