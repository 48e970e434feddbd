import type { AfterCareView } from '@lull/contracts';
import { Button, SegmentedControl } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { dateTimeText } from '../../ui/clock.js';
import { Loading } from '../../ui/loading.js';
import notice from '../../ui/notice.module.css';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import classes from './recovery.module.css';
import { afterCareQuery } from './recovery.queries.js';

const titles = { en: 'After your injection', es: 'Después de su inyección' } as const;
const languages = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
] as const;

interface AfterCarePageProps {
  readonly sessionId: string;
  readonly links: ReactNode;
}

/** What the patient takes along, on a screen to read it aloud from, and on paper. */
export function AfterCarePage({ sessionId, links }: AfterCarePageProps) {
  const { data: sheet, error, refetch } = useQuery(afterCareQuery(sessionId));
  const [chosen, setChosen] = useState<'en' | 'es' | null>(null);
  if (sheet === undefined)
    return (
      <Page title="After-care" actions={links}>
        {error === null ? (
          <Loading heights={[420]} label="the after-care" />
        ) : (
          <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
        )}
      </Page>
    );
  if (sheet.lines.length === 0)
    return (
      <Page title="After-care" note={noteOf(sheet)} actions={links}>
        <p className={notice['warn']} role="status">
          <span className={notice['text']}>
            There is no sheet yet: it is made of what was given, once the patient has left the room.
          </span>
        </p>
      </Page>
    );
  const language = chosen ?? (sheet.language.startsWith('es') ? 'es' : 'en');
  return (
    <Page title={titles[language]} note={noteOf(sheet)} actions={links}>
      <div className={classes['bar']}>
        <SegmentedControl
          aria-label="Language of the sheet"
          size="md"
          data={[...languages]}
          value={language}
          onChange={(value) => setChosen(value === 'es' ? 'es' : 'en')}
        />
        <Button
          size="md"
          variant="default"
          leftSection={<IconPrinter size={18} aria-hidden />}
          onClick={() => window.print()}
        >
          Print
        </Button>
      </div>
      {sheet.preliminary && (
        <p className={notice['warn']} role="status">
          <span className={notice['text']}>
            Not everything is known yet: the sheet is right once the injection is recorded.
          </span>
        </p>
      )}
      <article data-own-foot className={classes['sheet']} lang={language}>
        <ul>
          {sheet.lines.map((line) => (
            <li key={line.code}>{line[language]}</li>
          ))}
        </ul>
      </article>
    </Page>
  );
}

function noteOf({ patientName, clinicName, start, timeZone }: AfterCareView): string {
  return `${patientName} · ${clinicName} · ${dateTimeText(start, timeZone)}`;
}
