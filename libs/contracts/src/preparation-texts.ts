import { clockText, type PreparationCode, type PreparationLine, type PreparationNote } from '@lull/domain';

export const preparationLanguages = ['en', 'es'] as const;
export type PreparationLanguage = (typeof preparationLanguages)[number];

/** Under which heading a line stands, in the order of the sheet. */
export const preparationGroups = ['when', 'food', 'medicines', 'bring', 'home', 'questions'] as const;
export type PreparationGroup = (typeof preparationGroups)[number];

export const groupOfPreparation: Readonly<Record<PreparationCode, PreparationGroup>> = {
  'arrive-at': 'when',
  'nothing-special': 'food',
  'fasting-clinic-calls': 'food',
  'liquid-diet-from': 'food',
  'no-full-meal-after': 'food',
  'no-solid-food-after': 'food',
  'clear-liquids-until': 'food',
  'blood-thinner-as-agreed': 'medicines',
  'diabetes-clinic-calls': 'medicines',
  'diabetes-plan-as-agreed': 'medicines',
  'bring-medicine-list': 'bring',
  'tell-us-at-once': 'questions',
  'bring-escort': 'home',
  'escort-advised': 'home',
  'leave-after': 'home',
  'no-driving-until': 'home',
  questions: 'questions',
};

/** What a line is said with. */
interface Said {
  readonly at: string;
  readonly hours: number;
  readonly name: string | null;
  /** The clinic's own number; null: none is set, and none is invented. */
  readonly phone: string | null;
}

/** The words round the lines, on the sheet. */
export interface PreparationSheetWords {
  readonly title: string;
  readonly appointment: string;
  readonly patient: string;
  readonly born: string;
  readonly clinic: string;
  readonly telephone: string;
  readonly groups: Readonly<Record<PreparationGroup, string>>;
  /** Whoever hands the sheet out asks for it (hazard H23). */
  readonly teachBack: string;
  /** An older sheet says other times. */
  readonly onlyThis: (made: string) => string;
}

interface Words extends PreparationSheetWords {
  readonly lines: Readonly<Record<PreparationCode, (said: Said) => string>>;
}

const call = (before: string, phone: string | null, without: string): string =>
  phone === null ? without : `${before} ${phone}.`;

const english: Words = {
  title: 'How to prepare for your visit',
  appointment: 'Your visit begins',
  patient: 'For',
  born: 'born',
  clinic: 'Where',
  telephone: 'Telephone',
  groups: {
    when: 'When to come',
    food: 'Food and drink',
    medicines: 'Your medicines',
    bring: 'What to bring',
    home: 'Going home',
    questions: 'Tell us, ask us',
  },
  teachBack:
    'Please tell us in your own words what you will do, and when. We like to make sure that we said it well.',
  onlyThis: (made) =>
    `Only this sheet counts. It was made on ${made}. If you have an older one, throw it away.`,
  lines: {
    'arrive-at': ({ at }) => `Be at the clinic on ${at}.`,
    'nothing-special': () => 'You need no special preparation. Eat and drink as usual.',
    'fasting-clinic-calls': ({ phone }) =>
      `Before this visit you must eat and drink differently than usual. Your clinic will call you and tell you your own times. Please do not go by general advice. ${call('If nobody has called you, call us:', phone, 'If nobody has called you, ask your clinic.')}`,
    'liquid-diet-from': ({ at }) => `From ${at} on: no solid food, only liquids.`,
    'no-full-meal-after': ({ at }) => `After ${at}: no full meal, and nothing fried or fatty, and no meat.`,
    'no-solid-food-after': ({ at }) => `After ${at}: eat nothing at all, and drink no milk.`,
    'clear-liquids-until': ({ at }) =>
      `Until ${at} you may drink clear liquids, such as water, black coffee or apple juice. After that, drink nothing.`,
    'blood-thinner-as-agreed': ({ phone }) =>
      `Your blood thinner: as agreed with your prescriber. ${call('If you are not sure, call before your next dose:', phone, 'If you are not sure, ask before your next dose.')}`,
    'diabetes-clinic-calls': ({ phone }) =>
      `Diabetes: the clinic calls you about your diabetes medicines. ${call('If nobody has called you, call us:', phone, 'If nobody has called you, ask your clinic.')}`,
    'diabetes-plan-as-agreed': ({ phone }) =>
      `Diabetes: eat, measure and take your medicines as we agreed with you for this visit. ${call('If you are not sure, call us:', phone, 'If you are not sure, ask us.')}`,
    'bring-medicine-list': () =>
      'Bring a list of all your medicines, with those that you buy without a prescription.',
    'tell-us-at-once': () =>
      'Tell us at once, and before you come, if you have a fever or an infection, if you are or may be pregnant, or if you take a new medicine.',
    'bring-escort': ({ name, phone }) =>
      name === null
        ? `You will be given a sedative, so an adult must take you home. ${call('Tell us the name and telephone number of this person before your visit:', phone, 'Tell us the name and telephone number of this person before your visit.')}`
        : `You will be given a sedative, so an adult must take you home: ${name}. ${call('If this person cannot come, call us at once:', phone, 'If this person cannot come, tell us at once.')}`,
    'escort-advised': () =>
      'Your leg may feel numb or weak for some hours. We advise you to let somebody else drive you home.',
    'leave-after': ({ at }) => `You go home the same day. If all is well, this is from about ${at} on.`,
    'no-driving-until': ({ at, hours }) =>
      `For ${hours} hours, until ${at}: do not drive, do not use machines, and sign nothing important.`,
    questions: ({ phone }) =>
      `Please follow these instructions. Questions are welcome at any time. ${call('Call us:', phone, 'Ask your clinic.')}`,
  },
};

const spanish: Words = {
  title: 'Cómo prepararse para su cita',
  appointment: 'Su cita empieza',
  patient: 'Para',
  born: 'fecha de nacimiento',
  clinic: 'Dónde',
  telephone: 'Teléfono',
  groups: {
    when: 'Cuándo venir',
    food: 'Comida y bebida',
    medicines: 'Sus medicinas',
    bring: 'Qué traer',
    home: 'La vuelta a casa',
    questions: 'Avísenos, pregúntenos',
  },
  teachBack:
    'Por favor, díganos con sus palabras qué va a hacer y cuándo. Así sabemos si lo explicamos bien.',
  onlyThis: (made) => `Solo vale esta hoja. Se hizo el ${made}. Si tiene una más antigua, tírela.`,
  lines: {
    'arrive-at': ({ at }) => `Llegue a la clínica el ${at}.`,
    'nothing-special': () => 'No necesita ninguna preparación especial. Coma y beba como siempre.',
    'fasting-clinic-calls': ({ phone }) =>
      `Antes de esta cita debe comer y beber de otra manera que de costumbre. Su clínica le llamará y le dirá sus propias horas. Por favor, no se guíe por consejos generales. ${call('Si nadie le ha llamado, llámenos:', phone, 'Si nadie le ha llamado, pregunte a su clínica.')}`,
    'liquid-diet-from': ({ at }) => `Desde el ${at}: nada de comida sólida, solo líquidos.`,
    'no-full-meal-after': ({ at }) =>
      `Después del ${at}: ninguna comida completa, nada frito ni con grasa, y nada de carne.`,
    'no-solid-food-after': ({ at }) => `Después del ${at}: no coma nada y no beba leche.`,
    'clear-liquids-until': ({ at }) =>
      `Hasta el ${at} puede beber líquidos claros, como agua, café solo o jugo de manzana. Después no beba nada.`,
    'blood-thinner-as-agreed': ({ phone }) =>
      `Su anticoagulante: como lo acordó con quien se lo receta. ${call('Si tiene dudas, llame antes de la próxima dosis:', phone, 'Si tiene dudas, pregunte antes de la próxima dosis.')}`,
    'diabetes-clinic-calls': ({ phone }) =>
      `Diabetes: la clínica le llamará para hablar de sus medicinas para la diabetes. ${call('Si nadie le ha llamado, llámenos:', phone, 'Si nadie le ha llamado, pregunte a su clínica.')}`,
    'diabetes-plan-as-agreed': ({ phone }) =>
      `Diabetes: coma, mídase el azúcar y tome sus medicinas como lo acordamos con usted para esta cita. ${call('Si tiene dudas, llámenos:', phone, 'Si tiene dudas, pregúntenos.')}`,
    'bring-medicine-list': () =>
      'Traiga una lista de todas sus medicinas, también de las que compra sin receta.',
    'tell-us-at-once': () =>
      'Avísenos enseguida, y antes de venir, si tiene fiebre o una infección, si está o puede estar embarazada, o si toma una medicina nueva.',
    'bring-escort': ({ name, phone }) =>
      name === null
        ? `Le darán un sedante, así que una persona adulta tiene que llevarle a casa. ${call('Díganos antes de la cita el nombre y el teléfono de esa persona:', phone, 'Díganos antes de la cita el nombre y el teléfono de esa persona.')}`
        : `Le darán un sedante, así que una persona adulta tiene que llevarle a casa: ${name}. ${call('Si esa persona no puede venir, llámenos enseguida:', phone, 'Si esa persona no puede venir, avísenos enseguida.')}`,
    'escort-advised': () =>
      'Puede sentir la pierna dormida o débil durante unas horas. Le aconsejamos que otra persona le lleve a casa.',
    'leave-after': ({ at }) => `Vuelve a casa el mismo día. Si todo va bien, desde más o menos el ${at}.`,
    'no-driving-until': ({ at, hours }) =>
      `Durante ${hours} horas, hasta el ${at}: no conduzca, no use máquinas y no firme nada importante.`,
    questions: ({ phone }) =>
      `Por favor, siga estas indicaciones. Puede preguntarnos en cualquier momento. ${call('Llámenos:', phone, 'Pregunte a su clínica.')}`,
  },
};

/**
 * The words of the preparation, restated and not copied from anybody's leaflet. A language that lacks a line is a
 * compile error. They tell nobody to do without a medicine (hazard H7) and name no day by "midnight" (hazard H3).
 */
export const preparationTexts = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2026-11-23',
  words: { en: english, es: spanish },
} as const satisfies {
  readonly version: string;
  readonly author: string;
  readonly effectiveFrom: string;
  readonly words: Readonly<Record<PreparationLanguage, Words>>;
};

/** In whose way a clock time is written; both count to 24. */
const locales: Readonly<Record<PreparationLanguage, string>> = { en: 'en-GB', es: 'es' };

export function preparationClock(at: number, zone: string, language: PreparationLanguage): string {
  return clockText(at, zone, locales[language]);
}

/** A line in the patient's language, its instant as a clock time of the clinic. */
export function preparationText(
  { code, at, hours = 0, name }: PreparationLine,
  clinic: { readonly zone: string; readonly phone: string | null },
  language: PreparationLanguage,
): string {
  return preparationTexts.words[language].lines[code]({
    at: at === null ? '' : preparationClock(at, clinic.zone, language),
    hours,
    name: name ?? null,
    phone: clinic.phone,
  });
}

/** The language of the sheet for whoever speaks it; null: it is not written in that language. */
export function preparationLanguage(spoken: string): PreparationLanguage | null {
  const [tongue] = spoken.toLowerCase().split('-');
  return preparationLanguages.find((each) => each === tongue) ?? null;
}

/** For staff, beside the sheet. */
export const preparationNoteTexts: Readonly<Record<PreparationNote, string>> = {
  'fasting-not-asked':
    'Nobody has asked about diabetes and GLP-1 drugs: the sheet names no fasting times. Ask, then print it again.',
  'fasting-not-signed':
    'The physician has not signed how this patient fasts: the sheet names no fasting times. Have it signed, then call the patient and print it again.',
  'too-late-to-fast':
    'A time on this sheet has passed already. Ask what the patient ate and drank before it is handed out.',
  'glucose-plan-open': 'No glucose plan is agreed: the sheet says that the clinic calls.',
  'escort-not-named': 'Nobody is settled who takes the patient home at this time.',
  'anticoagulant-not-asked':
    'Nobody has asked about blood thinners: the sheet does not speak of them. Ask before it is handed out.',
};
