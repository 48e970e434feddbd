/** The slip that the patient takes home, in plain words; a missing translation is a compile error. */
interface SlipTexts {
  readonly title: string;
  readonly greeting: (name: string) => string;
  readonly steps: readonly string[];
  readonly code: string;
  readonly until: (date: string) => string;
  readonly privately: string;
}

export const slipTexts: Readonly<Record<'en' | 'es', SlipTexts>> = {
  en: {
    title: 'Your diary',
    greeting: (name) => `Hello, ${name}`,
    steps: [
      'Point the camera of your phone at this code and tap the link.',
      'Enter your birth date.',
      'Answer one question a day. It takes ten seconds.',
    ],
    code: 'Code that opens the diary',
    until: (date) => `The link works until ${date}.`,
    privately: 'Keep this paper to yourself. Nobody else needs it.',
  },
  es: {
    title: 'Su diario',
    greeting: (name) => `Hola, ${name}`,
    steps: [
      'Apunte la cámara de su teléfono a este código y toque el enlace.',
      'Escriba su fecha de nacimiento.',
      'Conteste una pregunta al día. Toma diez segundos.',
    ],
    code: 'Código que abre el diario',
    until: (date) => `El enlace sirve hasta el ${date}.`,
    privately: 'Guarde este papel para usted. Nadie más lo necesita.',
  },
};

/** The language of the patient, as far as the diary speaks it. */
export function slipLanguage(language: string): 'en' | 'es' {
  return /^es\b/i.test(language) ? 'es' : 'en';
}
