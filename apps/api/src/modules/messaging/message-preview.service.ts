import { Injectable } from '@nestjs/common';
import type { MessagePreviewsQuery, MessagePreviewsView, MessagePreviewView } from '@lull/contracts';
import {
  addCivilDays,
  civilDateAt,
  clockText,
  fastOf,
  hourMs,
  instantOf,
  messageTemplates,
  minuteMs,
  preparationFor,
  weekdayOf,
  type Preparation,
  type ReadinessPolicies,
  type SaidKind,
  type SedationLevel,
} from '@lull/domain';
import { Database } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { decided } from '../../platform/decided.js';
import { ReadinessDoor } from '../readiness/readiness.public.js';
import { writeMessage, type Saying } from './envelope.js';
import { MessagePreviewRepository, type TellingClinic } from './message-preview.repository.js';

/** A visit that nobody has. */
interface Example {
  readonly start: number;
  readonly was: number;
  readonly clinicId: string;
  readonly sedation: SedationLevel;
  readonly preparation: Preparation;
}

const exampleMinutes = 30;
/** Reserved by RFC 2606: it leads nowhere. */
const exampleLink = 'https://lull.example/d/#example';

/** What patients would read, written by the very function that writes what they do read. */
@Injectable()
export class MessagePreviewService {
  constructor(
    private readonly database: Database,
    private readonly clinics: MessagePreviewRepository,
    private readonly readiness: ReadinessDoor,
  ) {}

  ofClinic(
    member: MemberPrincipal,
    clinicId: string,
    { language, sedation }: MessagePreviewsQuery,
  ): Promise<MessagePreviewsView> {
    return this.database.run(member, async (tx) => {
      const clinic = await this.clinics.clinic(tx, clinicId);
      const policies = await this.readiness.policies(tx);
      const example = exampleOf(clinicId, clinic, sedation, policies, tx.now.epochMilliseconds);
      const { version, author, effectiveFrom } = messageTemplates;
      return {
        version,
        author,
        effectiveFrom,
        exampleStart: clockText(example.start, clinic.zone),
        messages: saidKinds.map((kind) => previewOf(sayingOf(kind, example), clinic, language)),
      };
    });
  }
}

const saidKinds = Object.keys(messageTemplates.words.en) as SaidKind[];

/** The Tuesday after next at 10:00; before it was moved, the Monday at 09:00. */
function exampleOf(
  clinicId: string,
  { zone }: TellingClinic,
  sedation: SedationLevel,
  policies: ReadinessPolicies,
  now: number,
): Example {
  const today = civilDateAt(now, zone);
  const monday = addCivilDays(today, 15 - weekdayOf(today));
  const start = decided(instantOf(`${addCivilDays(monday, 1)}T10:00`, zone, 'first')).value;
  const was = decided(instantOf(`${monday}T09:00`, zone, 'first')).value;
  const visit = { start, arriveAt: start - 30 * minuteMs, zone, sedation };
  const preparation = preparationFor({
    visit,
    durationMinutes: exampleMinutes,
    flags: { anticoagulant: 'absent' },
    cutOffs: fastOf(visit, zone, { policies, glp1: false }),
    requirements: [],
    escortName: null,
    now,
  });
  return { start, was, clinicId, sedation, preparation };
}

function sayingOf(kind: SaidKind, { start, was, clinicId, sedation, preparation }: Example): Saying {
  const sessionId = 'example';
  const told = { kind: 'confirmation', start: was, clinicId, sedation } as const;
  const session = {
    start,
    clinicId,
    sedation,
    state: 'booked',
    version: 1,
    durationMinutes: exampleMinutes,
  } as const;
  switch (kind) {
    case 'cancelled':
      return { kind, sessionId, session: { ...session, state: 'cancelled' }, was: told };
    case 'offer':
      return { kind, start, until: was + hourMs };
    case 'diary-invitation':
      return { kind, link: exampleLink };
    case 'day-after':
      return { kind };
    case 'confirmation':
    case 'moved':
    case 'preparation':
    case 'reminder':
      return { kind, sessionId, session, preparation, was: kind === 'moved' ? told : null };
  }
}

function previewOf(
  saying: Saying,
  { name, zone, phone }: TellingClinic,
  language: string,
): MessagePreviewView {
  const people = {
    clinicName: name,
    zone,
    phone,
    patientPhone: null,
    patientEmail: null,
    consentToSms: false,
    consentToEmail: false,
    deathReportedAt: null,
    language,
  };
  const mail = writeMessage(saying, people, 'email', 'nobody@lull.example');
  const textMessage = writeMessage(saying, people, 'sms', 'nobody@lull.example');
  return {
    kind: saying.kind,
    subject: mail.subject ?? '',
    body: mail.body,
    textMessage: textMessage.body,
  };
}
