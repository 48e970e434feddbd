import type { AccessLineView, AuditAction, Role } from '@lull/contracts';
import { nounForPatient } from '@lull/contracts/plain';
import { clockParts, civilDay } from '@lull/domain';

export type ReportLanguage = 'en' | 'es';

interface Words {
  readonly title: string;
  readonly intro: (practice: string) => string;
  readonly columns: readonly [who: string, what: string, when: string];
  readonly did: Readonly<Record<AuditAction, string>>;
  readonly roles: Readonly<Record<Role, string>>;
  readonly you: string;
  readonly system: string;
  readonly purposes: Readonly<Record<string, string>>;
  readonly times: (count: number) => string;
  readonly between: (from: string, to: string) => string;
  readonly nothing: string;
  readonly truncated: string;
  readonly weekdays: readonly string[] | null;
  readonly record: (mrn: string) => string;
  readonly period: (from: string, to: string) => string;
  readonly printed: (at: string) => string;
}

/** What a patient reads of the own record; a missing text is a compile error. */
export const reportWords: Readonly<Record<ReportLanguage, Words>> = {
  en: {
    title: 'Who used your record',
    intro: (practice) =>
      `${practice} writes down each time somebody looks at your record or changes it. This is the list, the newest day first. Nobody can take anything out of it.`,
    columns: ['Who', 'What', 'When'],
    did: {
      read: 'looked at',
      create: 'entered',
      update: 'changed',
      delete: 'removed',
      execute: 'used',
    },
    roles: {
      scheduler: 'makes appointments',
      nurse: 'nurse',
      physician: 'physician',
      administrator: 'runs the practice',
      auditor: 'auditor',
    },
    you: 'You, on your own page',
    system: 'The computer system',
    purposes: {
      treatment: 'for your treatment',
      operations: 'to run the clinic',
      audit: 'to watch over the records',
      import: 'when records were taken over from another system',
      messages: 'to send you a message',
      'downtime-copy': 'for the copy that is used when the computers fail',
    },
    times: (count) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`),
    between: (from, to) => (from === to ? `at ${from}` : `between ${from} and ${to}`),
    nothing: 'Nobody used your record in this time.',
    truncated:
      'This list is not complete: there is more in this time than one list holds. Ask for a shorter time.',
    weekdays: null,
    record: (mrn) => `Record number ${mrn}`,
    period: (from, to) => `From ${from} to ${to}`,
    printed: (at) => `As of ${at}. If something here surprises you, ask us: you have a right to an answer.`,
  },
  es: {
    title: 'Quién usó su historia clínica',
    intro: (practice) =>
      `${practice} anota cada vez que alguien mira o cambia su historia clínica. Esta es la lista, con el día más reciente primero. Nadie puede quitar nada de ella.`,
    columns: ['Quién', 'Qué', 'Cuándo'],
    did: {
      read: 'miró',
      create: 'anotó',
      update: 'cambió',
      delete: 'quitó',
      execute: 'usó',
    },
    roles: {
      scheduler: 'da las citas',
      nurse: 'enfermería',
      physician: 'médico o médica',
      administrator: 'dirige la clínica',
      auditor: 'auditoría',
    },
    you: 'Usted, en su propia página',
    system: 'El sistema informático',
    purposes: {
      treatment: 'para su tratamiento',
      operations: 'para el funcionamiento de la clínica',
      audit: 'para vigilar las historias',
      import: 'al recibir historias de otro sistema',
      messages: 'para enviarle un mensaje',
      'downtime-copy': 'para la copia que se usa si fallan los ordenadores',
    },
    times: (count) => (count === 1 ? 'una vez' : `${count} veces`),
    between: (from, to) => (from === to ? `a las ${from}` : `entre las ${from} y las ${to}`),
    nothing: 'Nadie usó su historia en este tiempo.',
    truncated:
      'Esta lista no está completa: en este tiempo hay más de lo que cabe en una lista. Pida un tiempo más corto.',
    weekdays: ['lun', 'mar', 'mié', 'jue', 'vie', 'sáb', 'dom'],
    record: (mrn) => `Historia número ${mrn}`,
    period: (from, to) => `Del ${from} al ${to}`,
    printed: (at) =>
      `A fecha de ${at}. Si algo aquí le sorprende, pregúntenos: tiene derecho a una respuesta.`,
  },
};

const english = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A day as it is written in this language; figures stand in the order that names the day first. */
export function dayWords(day: string, language: ReportLanguage): string {
  const { weekday, date } = clockParts(civilDay(day, 'UTC').start, 'UTC');
  const { weekdays } = reportWords[language];
  if (weekdays === null) return `${weekday} ${date}`;
  const [year = '', month = '', number = ''] = day.split('-');
  return `${weekdays[english.indexOf(weekday)] ?? weekday} ${number}/${month}/${year}`;
}

/** `looked at your pain scores, twice`. */
export function whatWords(line: AccessLineView, language: ReportLanguage): string {
  const { did, times } = reportWords[language];
  const often = line.times === 1 ? '' : `, ${times(line.times)}`;
  return `${did[line.action]} ${nounForPatient(line.resource, language)}${often}`;
}

/** The person with the role and what it was for, as far as it is known. */
export function whoWords(line: AccessLineView, language: ReportLanguage): { name: string; more: string } {
  const { roles, you, system, purposes } = reportWords[language];
  const why = purposes[line.purpose];
  if (line.byPatient) return { name: you, more: '' };
  const held = line.roles.map((role) => roles[role]);
  return {
    name: line.member ?? system,
    more: [...held, ...(why === undefined ? [] : [why])].join(', '),
  };
}
