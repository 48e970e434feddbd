import type { PreparationLanguage, PreparationSheetView } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { statusLooks } from '../../ui/session-status.js';
import { PreparationSheet } from './preparation-sheet.js';
import { preparationSheetQuery, preparationSheetsQuery } from './preparation.queries.js';
import { SheetActions } from './sheet-actions.js';

interface SheetsProps {
  /** Null: each patient's own. */
  readonly language: PreparationLanguage | null;
  readonly onLanguage: (language: PreparationLanguage | null) => void;
  /** The way back to where the session stands. */
  readonly back: ReactNode;
}

/** The sheet of one session. */
export function PreparationPage({ sessionId, ...rest }: SheetsProps & { readonly sessionId: string }) {
  const { data: sheet, error, refetch } = useQuery(preparationSheetQuery(sessionId));
  return (
    <Sheets
      title="Preparation sheet"
      sheets={sheet === undefined ? undefined : sheet.asked ? [sheet] : []}
      nothing={
        sheet === undefined
          ? ''
          : `Nothing is to be prepared any longer: the session is ${statusLooks[sheet.state].word}.`
      }
      {...{ error, ...rest }}
      onRetry={() => void refetch()}
    />
  );
}

interface DayProps extends SheetsProps {
  readonly clinicId: string;
  readonly date: string;
  readonly dateWords: string;
}

/** Those of a day, a page of paper each. */
export function DayPreparationPage({ clinicId, date, dateWords, ...rest }: DayProps) {
  const { data: sheets, error, refetch } = useQuery(preparationSheetsQuery(clinicId, date));
  return (
    <Sheets
      title={`Preparation sheets of ${dateWords}`}
      sheets={sheets}
      nothing="No session of this day waits to be prepared."
      {...{ error, ...rest }}
      onRetry={() => void refetch()}
    />
  );
}

interface ShownSheetsProps extends SheetsProps {
  readonly title: string;
  readonly sheets: readonly PreparationSheetView[] | undefined;
  readonly error: Error | null;
  readonly nothing: string;
  readonly onRetry: () => void;
}

function Sheets({ title, sheets, error, nothing, language, onLanguage, back, onRetry }: ShownSheetsProps) {
  return (
    <Page
      title={title}
      onPaper={false}
      note={back}
      actions={<SheetActions {...{ language, onLanguage }} sheets={sheets?.length ?? 0} />}
    >
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={onRetry} />}
      {sheets === undefined && error === null && <Loading heights={[36, 480]} label="the sheet" />}
      {sheets?.length === 0 && <EmptyState sentence={nothing} />}
      {sheets?.map((sheet) => (
        <PreparationSheet key={sheet.sessionId} sheet={sheet} language={language} />
      ))}
    </Page>
  );
}
