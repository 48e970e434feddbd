import type { PreparationLanguage } from './preparation-texts.js';

type InLanguages = Readonly<Record<PreparationLanguage, string>>;

/**
 * What the talk before consent covers, for whoever holds it, and for the patient to read and take home; the form that
 * is signed is the clinic's own. In our own words (clinical reference, S1, S3, S7, S22, S26, S31).
 */
export const consentTalk = {
  version: '2',
  author: 'Lull defaults, to be confirmed by a physician of the clinic',
  effectiveFrom: '2026-11-23',
  title: { en: 'What we talk about before you agree', es: 'De qué hablamos antes de que usted acepte' },
  /** At the foot of the paper: it is no form, and nobody may take it for one. */
  noForm: {
    en: 'This page is for our talk. It is not a form, and nothing is signed on it. Please ask whatever you want to know.',
    es: 'Esta página es para nuestra conversación. No es un formulario y no se firma. Pregunte todo lo que quiera saber.',
  },
  items: {
    relief: {
      en: 'Hoped for: less pain in the leg or foot for a while, or less sweating, or more blood flow.',
      es: 'Lo que se espera: menos dolor en la pierna o el pie por un tiempo, o menos sudor, o más flujo de sangre.',
    },
    inflammation: {
      en: 'Where a steroid is given: less inflammation round the nerves.',
      es: 'Si se inyecta un esteroide: menos inflamación alrededor de los nervios.',
    },
    diagnosis: {
      en: 'Finding the cause: relief speaks for these nerves as the source, no relief for another one. Neither proves it.',
      es: 'Buscar la causa: si hay alivio, es probable que venga de estos nervios; si no lo hay, de otra parte. Ni lo uno ni lo otro lo demuestra.',
    },
    duration: {
      en: 'Relief may last from a few days to several weeks. It differs from person to person, and nobody can promise it.',
      es: 'El alivio puede durar de unos días a varias semanas. Es distinto en cada persona y nadie puede prometerlo.',
    },
    'not-everybody': {
      en: 'Not everybody has relief. Other treatments may then be needed.',
      es: 'No todas las personas sienten alivio. Entonces pueden hacer falta otros tratamientos.',
    },
  },
} as const satisfies {
  readonly version: string;
  readonly author: string;
  readonly effectiveFrom: string;
  readonly title: InLanguages;
  readonly noForm: InLanguages;
  readonly items: Readonly<Record<string, InLanguages>>;
};
