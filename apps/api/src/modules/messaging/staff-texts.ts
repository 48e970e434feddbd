import type { MessageLanguage } from '@lull/domain';
import type { DueStaffMessage } from './staff-outbox.repository.js';

type Kind = DueStaffMessage['kind'];
interface StaffText {
  readonly subject: string;
  readonly body: string;
}
interface Said {
  readonly practice: string;
  readonly link: string;
  /** When the link ends, in the language of the text. */
  readonly ends: string;
}

const locales: Readonly<Record<MessageLanguage, string>> = { en: 'en-GB', es: 'es' };

/** A missing text of a language is a compile error. In Spanish the reader is usted, as in messages to patients. */
const texts: Readonly<Record<MessageLanguage, Readonly<Record<Kind, (said: Said) => StaffText>>>> = {
  en: {
    'member-invitation': ({ practice, link, ends }) => ({
      subject: `${practice} invites you to Lull`,
      body: `${practice} works with Lull and invites you to sign in.

Open this link to choose your name and your password:
${link}

It opens once, until ${ends}. It is yours alone: please do not pass it on. If you do not know what this is about, you need not do anything.
`,
    }),
    'password-reset': ({ practice, link, ends }) => ({
      subject: 'A new password for Lull',
      body: `Somebody asked for a new password for the account of this address with ${practice}.

Open this link to choose one:
${link}

It opens once, until ${ends}. Your second factor stays as it is. If it was not you who asked, you need not do anything: your password has not changed.
`,
    }),
  },
  es: {
    'member-invitation': ({ practice, link, ends }) => ({
      subject: `${practice} le invita a Lull`,
      body: `${practice} trabaja con Lull y le invita a iniciar sesión.

Abra este enlace para elegir su nombre y su contraseña:
${link}

Se abre una sola vez, hasta el ${ends}. Es solo para usted: no se lo pase a nadie. Si no sabe de qué se trata, no tiene que hacer nada.
`,
    }),
    'password-reset': ({ practice, link, ends }) => ({
      subject: 'Una contraseña nueva para Lull',
      body: `Alguien pidió una contraseña nueva para la cuenta de esta dirección en ${practice}.

Abra este enlace para elegirla:
${link}

Se abre una sola vez, hasta el ${ends}. Su segundo factor sigue igual. Si no fue usted, no tiene que hacer nada: su contraseña no ha cambiado.
`,
    }),
  },
};

/** What a member reads, or somebody who is asked to become one. Nothing of a patient is ever in it. */
export function staffText({
  kind,
  language,
  practice,
  link,
  notAfter,
}: Pick<DueStaffMessage, 'kind' | 'language' | 'practice' | 'link' | 'notAfter'>): StaffText {
  const until = new Intl.DateTimeFormat(locales[language], {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  });
  return texts[language][kind]({ practice, link, ends: until.format(notAfter) });
}
