import { clockText, type AfterCareCode, type AfterCareLine } from '@lull/domain';

export type PatientLanguage = 'en' | 'es';

/** What a line is said with: the clock time, and the figures of the clinic. */
interface Said {
  readonly until: string;
  readonly hours: number;
  readonly days: number;
  readonly say: string;
}
type Words = Readonly<Record<AfterCareCode, (said: Said) => string>>;

/**
 * The words a patient takes along; a missing text is a compile error. They tell nobody to stop or start a medicine
 * (hazard H7), promise nothing, and name no day by "midnight" (hazard H3).
 */
const english: Words = {
  'rest-until': ({ until, hours }) =>
    `No sport, no lifting and no hard work for ${hours} hours: until ${until}.`,
  'no-driving-until': ({ until, hours }) =>
    `You were given a sedative. For ${hours} hours, until ${until}: do not drive, do not use machines, and sign nothing important. Have somebody with you.`,
  'no-driving-while-numb': () => 'Do not drive as long as a leg feels numb or weak.',
  'numb-leg': ({ hours }) =>
    `Your leg may feel warm, numb or weak for some hours. Hold on to something when you stand up and on stairs. If it is not gone after ${hours} hours, call us.`,
  'eat-and-drink': () => 'You may eat and drink as usual at once.',
  'medicines-as-before': () => 'Take your medicines as usual.',
  'medicines-but-blood-thinner': () =>
    'Take your medicines as usual. Your blood thinner, if you take one: as agreed with your prescriber. If you are not sure, ask your prescriber or us before the next dose.',
  'blood-thinner-as-written': ({ say, until }) =>
    `Your prescriber (${say}) has written down for the next dose of your blood thinner: ${until}.`,
  'medicines-as-decided': () =>
    'Take your medicines as usual. Your blood thinner: as your prescriber decided for this visit. If you are not sure, ask your prescriber or us before the next dose.',
  'glucose-more-often': ({ days }) =>
    `The steroid can raise your blood sugar. Check it more often for ${days} days.`,
  'relief-may-go': () =>
    'The pain may be less at once and come back after some hours, when the numbing wears off. Write down how it is.',
  'relief-in-days': () =>
    'You were given a steroid. Longer relief may begin in two to three days. It does not come to everybody.',
  'sore-for-days': () => 'A bruise, some swelling or soreness in the back can last for some days.',
  'call-us': ({ say }) => `Our number: ${say}.`,
  'call-out-of-hours': ({ say }) => say,
  'signs-to-call': () =>
    'Call us the same day for: fever, redness or discharge where the needle was; new or worse weakness; tingling or burning pain; blood in the urine or pain in the flank; a severe headache; a foot that turns cold, white or blue.',
  'signs-of-emergency': () =>
    'Call the emergency number at once for: trouble breathing, a swelling face, chest pain, collapse or a seizure; loss of control over bladder or bowel; both legs weak; numbness between the legs.',
};

const spanish: Words = {
  'rest-until': ({ until, hours }) =>
    `Nada de deporte, de levantar peso ni de trabajo duro durante ${hours} horas: hasta el ${until}.`,
  'no-driving-until': ({ until, hours }) =>
    `Le dieron un sedante. Durante ${hours} horas, hasta el ${until}: no conduzca, no use máquinas y no firme nada importante. Que alguien le acompañe.`,
  'no-driving-while-numb': () => 'No conduzca mientras sienta una pierna dormida o débil.',
  'numb-leg': ({ hours }) =>
    `Puede sentir la pierna caliente, dormida o débil durante unas horas. Sujétese al ponerse de pie y en las escaleras. Si después de ${hours} horas no se ha pasado, llámenos.`,
  'eat-and-drink': () => 'Puede comer y beber como siempre desde ahora.',
  'medicines-as-before': () => 'Tome sus medicinas como siempre.',
  'medicines-but-blood-thinner': () =>
    'Tome sus medicinas como siempre. Su anticoagulante, si toma alguno: como lo acordó con quien se lo receta. Si tiene dudas, pregunte a quien se lo receta o a nosotros antes de la próxima dosis.',
  'blood-thinner-as-written': ({ say, until }) =>
    `Quien le receta el anticoagulante (${say}) anotó para la próxima dosis: ${until}.`,
  'medicines-as-decided': () =>
    'Tome sus medicinas como siempre. Su anticoagulante: como lo decidió para esta visita quien se lo receta. Si tiene dudas, pregunte a quien se lo receta o a nosotros antes de la próxima dosis.',
  'glucose-more-often': ({ days }) =>
    `El esteroide puede subirle el azúcar en la sangre. Mídasela más a menudo durante ${days} días.`,
  'relief-may-go': () =>
    'El dolor puede bajar enseguida y volver a las pocas horas, cuando pasa el efecto del anestésico. Anote cómo está.',
  'relief-in-days': () =>
    'Le dieron un esteroide. Un alivio más largo puede empezar a los dos o tres días. No le llega a todo el mundo.',
  'sore-for-days': () => 'Un moretón, algo de hinchazón o dolor en la espalda pueden durar unos días.',
  'call-us': ({ say }) => `Nuestro teléfono: ${say}.`,
  'call-out-of-hours': ({ say }) => say,
  'signs-to-call': () =>
    'Llámenos el mismo día si tiene: fiebre, enrojecimiento o secreción donde entró la aguja; debilidad nueva o que empeora; hormigueo o dolor que quema; sangre en la orina o dolor en el costado; un dolor de cabeza fuerte; un pie frío, blanco o azul.',
  'signs-of-emergency': () =>
    'Llame enseguida al número de emergencias si tiene: dificultad para respirar, la cara hinchada, dolor en el pecho, desmayo o convulsión; pérdida de control de la vejiga o del intestino; las dos piernas débiles; adormecimiento entre las piernas.',
};

const words: Readonly<Record<PatientLanguage, Words>> = { en: english, es: spanish };
/** In whose way a clock time is written; both count to 24. */
const locales: Readonly<Record<PatientLanguage, string>> = { en: 'en-GB', es: 'es' };

/** A line of the after-care in the patient's language, its instant as a clock time of the clinic. */
export function afterCareText(line: AfterCareLine, zone: string, language: PatientLanguage): string {
  return words[language][line.code]({
    until: line.until === undefined ? '' : clockText(line.until, zone, locales[language]),
    hours: line.hours ?? 0,
    days: line.days ?? 0,
    say: line.say ?? '',
  });
}
