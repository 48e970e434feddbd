import { NativeSelect } from '@mantine/core';
import type { ClinicView, MessagePreviewsQuery, Sedation } from '@lull/contracts';
import { messageKindWords } from '@lull/contracts/plain';
import type { MessageLanguage } from '@lull/domain';
import { useQuery } from '@tanstack/react-query';
import { noticeOf } from '../../api/problem.js';
import { dateText } from '../../ui/clock.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { messagePreviewsQuery } from './messages.queries.js';
import classes from './messages.module.css';

type Asked = Pick<MessagePreviewsQuery, 'language' | 'sedation'>;

interface TemplatesPageProps {
  readonly clinic: ClinicView;
  readonly clinics: readonly ClinicView[];
  readonly asked: Asked;
  readonly onAsked: (asked: Asked) => void;
  readonly onClinic: (clinicId: string) => void;
}

const languages: readonly { readonly value: MessageLanguage; readonly label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
];
const levels: readonly { readonly value: Sedation; readonly label: string }[] = [
  { value: 'none', label: 'none' },
  { value: 'minimal', label: 'minimal' },
  { value: 'moderate', label: 'moderate' },
  { value: 'deep', label: 'deep' },
];

/** What patients read, as they would: of an example, in each language, with the clinic's own figures and number. */
export function TemplatesPage({ clinic, clinics, asked, onAsked, onClinic }: TemplatesPageProps) {
  const { data: view, error, refetch } = useQuery(messagePreviewsQuery(clinic.id, asked));
  return (
    <Page
      title="Message texts"
      note="What patients read, written as it would be sent. An example: nobody has this session, and nothing is sent."
    >
      <div className={classes['asked']}>
        {clinics.length > 1 && (
          <NativeSelect
            label="Clinic"
            data={clinics.map(({ id, name }) => ({ value: id, label: name }))}
            value={clinic.id}
            onChange={({ currentTarget }) => onClinic(currentTarget.value)}
          />
        )}
        <NativeSelect
          label="Language"
          data={[...languages]}
          value={asked.language}
          onChange={({ currentTarget: { value } }) =>
            onAsked({ ...asked, language: languages.find((each) => each.value === value)?.value ?? 'en' })
          }
        />
        <NativeSelect
          label="Sedation of the example"
          data={[...levels]}
          value={asked.sedation}
          onChange={({ currentTarget: { value } }) =>
            onAsked({ ...asked, sedation: levels.find((each) => each.value === value)?.value ?? 'none' })
          }
        />
      </div>
      {error !== null && view === undefined && (
        <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
      )}
      {view === undefined && error === null && <Loading heights={[160, 160, 160]} label="the messages" />}
      {view !== undefined && (
        <>
          <p className={classes['example']}>
            <strong>Example.</strong> An invented session on {view.exampleStart}. Words of version{' '}
            {view.version}, from {dateText(view.effectiveFrom)}: {view.author}.
          </p>
          {view.messages.map(({ kind, subject, body, textMessage }) => (
            <Panel key={kind} title={messageKindWords[kind]}>
              <div className={classes['previews']} lang={asked.language}>
                <section aria-label={`${messageKindWords[kind]}, e-mail`}>
                  <h3 lang="en">E-mail</h3>
                  <p>
                    <strong>{subject}</strong>
                  </p>
                  {body.split('\n\n').map((paragraph) => (
                    <p key={paragraph}>{paragraph}</p>
                  ))}
                </section>
                <section aria-label={`${messageKindWords[kind]}, text message`}>
                  <h3 lang="en">Text message</h3>
                  <p>{textMessage}</p>
                  <p className={classes['length']} lang="en">
                    {textMessage.length} characters
                  </p>
                </section>
              </div>
            </Panel>
          ))}
        </>
      )}
    </Page>
  );
}
