/**
 * What can stand in the trail, in the words of the person whose record it is: each completes "looked at ..." and
 * "changed ...". Pages that are read stand beside tables that are written. A page without words does not compile, a
 * table without words fails a test.
 */
export const auditReads = [
  'arrival',
  'audit-event',
  'authorisation',
  'displacement',
  'drug-administration',
  'follow-up-task',
  'held-time',
  'injection',
  'ledger',
  'message',
  'own-page',
  'pain-score',
  'patient',
  'patient-link',
  'patient-merge',
  'preparation-sheet',
  'readiness',
  'recovery',
  'relief',
  'report',
  'series',
  'session',
  'time-out',
  'vital-signs',
  'waitlist',
  'worklist',
] as const;
export type AuditRead = (typeof auditReads)[number];

export const auditWrites = [
  'arrival',
  'authorisation',
  'authorisation-unit',
  'block-time',
  'clinical-flag',
  'complication',
  'condition',
  'decision',
  'diary-entry',
  'discharge',
  'displaced-session',
  'drug-administration',
  'external-steroid',
  'follow-up-task',
  'held-time',
  'injection',
  'injection-series',
  'instrument-score',
  'message',
  'message-policy',
  'pain-score',
  'patient',
  'patient-link',
  'patient-merge',
  'payer-rule',
  'procedure-step',
  'procedure-type',
  'readiness-policy',
  'recovery-reading',
  'requirement-evidence',
  'resource',
  'resource-profile',
  'room-entry',
  'session',
  'session-override',
  'skin-temperature',
  'symptom-report',
  'time-out',
  'vital-signs',
  'waitlist-entry',
] as const;
export type AuditWrite = (typeof auditWrites)[number];

export type AuditNoun = AuditRead | AuditWrite;

interface PatientsWords {
  readonly en: string;
  readonly es: string;
}

const nouns: Readonly<Record<AuditNoun, PatientsWords>> = {
  arrival: { en: 'what you were asked on arrival', es: 'lo que se le preguntó al llegar' },
  'audit-event': { en: 'the list of who used your record', es: 'la lista de quién usó su historia' },
  authorisation: { en: 'the approval of your insurer', es: 'la autorización de su seguro' },
  'authorisation-unit': { en: 'the approval of your insurer', es: 'la autorización de su seguro' },
  'block-time': { en: 'the room time of a physician', es: 'el tiempo de sala de un médico' },
  'clinical-flag': { en: 'your allergies and warnings', es: 'sus alergias y advertencias' },
  complication: { en: 'a complication of an injection', es: 'una complicación de una inyección' },
  condition: { en: 'your diagnosis', es: 'su diagnóstico' },
  decision: {
    en: 'the decision about your next injection',
    es: 'la decisión sobre su próxima inyección',
  },
  'diary-entry': { en: 'your pain diary', es: 'su diario de dolor' },
  discharge: { en: 'your going home', es: 'su salida de la clínica' },
  'displaced-session': { en: 'a visit that had to move', es: 'una cita que hubo que mover' },
  displacement: {
    en: 'the list of visits that had to move',
    es: 'la lista de citas que hubo que mover',
  },
  'drug-administration': {
    en: 'the medicines of an injection',
    es: 'los medicamentos de una inyección',
  },
  'external-steroid': { en: 'steroids given elsewhere', es: 'esteroides recibidos en otro lugar' },
  'follow-up-task': { en: 'a task about you', es: 'una tarea sobre usted' },
  'held-time': { en: 'a time kept for you', es: 'una hora reservada para usted' },
  injection: { en: 'the record of an injection', es: 'el registro de una inyección' },
  'injection-series': { en: 'your plan of injections', es: 'su plan de inyecciones' },
  'instrument-score': { en: 'a questionnaire', es: 'un cuestionario' },
  ledger: {
    en: 'the sums of your steroids and X-rays',
    es: 'las sumas de sus esteroides y rayos X',
  },
  message: { en: 'a message to you', es: 'un mensaje para usted' },
  'message-policy': { en: 'a setting of the messages', es: 'un ajuste de los mensajes' },
  'own-page': { en: 'your own page', es: 'su propia página' },
  'pain-score': { en: 'your pain scores', es: 'sus valores de dolor' },
  patient: { en: 'your name, birth date and contacts', es: 'su nombre, nacimiento y contactos' },
  'patient-link': { en: 'the link to your own page', es: 'el enlace a su propia página' },
  'patient-merge': {
    en: 'the joining of two records of you',
    es: 'la unión de dos historias suyas',
  },
  'payer-rule': { en: 'a rule of an insurer', es: 'una regla de un seguro' },
  'preparation-sheet': { en: 'your preparation sheet', es: 'su hoja de preparación' },
  'procedure-step': { en: 'a step of your visit', es: 'un paso de su visita' },
  'procedure-type': { en: 'a kind of procedure', es: 'un tipo de procedimiento' },
  readiness: { en: 'what your visit still needs', es: 'lo que falta para su visita' },
  'readiness-policy': { en: 'the rules of preparation', es: 'las reglas de preparación' },
  recovery: { en: 'your recovery', es: 'su recuperación' },
  'recovery-reading': { en: 'a reading of your recovery', es: 'una medida de su recuperación' },
  relief: { en: 'what your injections did', es: 'el efecto de sus inyecciones' },
  report: { en: 'a list of visits in a report', es: 'una lista de citas en un informe' },
  'requirement-evidence': {
    en: 'your preparation for a visit',
    es: 'su preparación para una visita',
  },
  resource: { en: 'a room, device or person', es: 'una sala, un aparato o una persona' },
  'resource-profile': { en: 'the plan of a procedure', es: 'el plan de un procedimiento' },
  'room-entry': { en: 'your entry into the room', es: 'su entrada en la sala' },
  series: { en: 'your plan of injections', es: 'su plan de inyecciones' },
  session: { en: 'your appointment', es: 'su cita' },
  'session-override': {
    en: 'an exception made for your appointment',
    es: 'una excepción para su cita',
  },
  'skin-temperature': { en: 'skin temperatures', es: 'temperaturas de la piel' },
  'symptom-report': { en: 'a symptom that you reported', es: 'un síntoma que usted comunicó' },
  'time-out': { en: 'the last check before the needle', es: 'la última comprobación' },
  'vital-signs': { en: 'your vital signs', es: 'sus signos vitales' },
  waitlist: { en: 'the waiting list', es: 'la lista de espera' },
  'waitlist-entry': { en: 'your place on the waiting list', es: 'su lugar en la lista de espera' },
  worklist: { en: 'a list of what is still to be done', es: 'una lista de tareas pendientes' },
};

/** The noun for a patient; a word of the trail that is not known here is shown as it stands, never left out. */
export function nounForPatient(resource: string, language: keyof PatientsWords): string {
  const words: Readonly<Record<string, PatientsWords>> = nouns;
  return words[resource]?.[language] ?? resource.replaceAll('-', ' ');
}
