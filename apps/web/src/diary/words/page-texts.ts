import { en, type Texts } from './en.js';
import { spanishTexts, useLanguage } from './texts.js';

/** All that the page says, for what is read after its opening. */
export function useTexts(): Texts {
  return useLanguage() === 'es' ? (spanishTexts() ?? en) : en;
}
