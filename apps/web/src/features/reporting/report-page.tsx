import type { ClinicView, ReportCode, ReportView } from '@lull/contracts';
import { Button, Select, TextInput } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { dateText, dateTimeText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { withheldWords } from './figure-words.js';
import { ReportTable, type RenderReportFigure } from './report-table.js';
import classes from './report-table.module.css';
import { reportWords } from './report-words.js';
import { reportFile, reportQuery, type ReportQuestion } from './report.queries.js';
import page from './volume-page.module.css';

interface ReportPageProps {
  readonly code: ReportCode;
  readonly question: ReportQuestion;
  readonly clinics: readonly ClinicView[];
  readonly zone: string;
  readonly onQuestion: (question: ReportQuestion) => void;
  readonly renderFigure: RenderReportFigure;
  /** Leads back to the list of reports. */
  readonly others: ReactNode;
  /** Panels of its own under the tables. */
  readonly beside?: ReactNode;
}

/** One report: its tables, what each figure means, and the period before beside it. */
export function ReportPage({
  code,
  question,
  clinics,
  zone,
  onQuestion,
  renderFigure,
  others,
  beside,
}: ReportPageProps) {
  const { data: report, error, refetch } = useQuery(reportQuery(code, question));
  return (
    <Page
      title={reportWords[code].title}
      note={
        <>
          {dateText(question.from)} to {dateText(question.to)}
          {report !== undefined && (
            <>
              ; before: {dateText(report.before.from)} to {dateText(report.before.to)}; as of{' '}
              {dateTimeText(report.asOf, zone)}
            </>
          )}
        </>
      }
      actions={
        <span className="no-print" style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
          {others}
          <Button
            variant="default"
            size="xs"
            component="a"
            href={reportFile(code, question)}
            download
            leftSection={<IconDownload size={15} aria-hidden />}
          >
            CSV
          </Button>
          <Button
            variant="default"
            size="xs"
            onClick={() => window.print()}
            leftSection={<IconPrinter size={15} aria-hidden />}
          >
            Print
          </Button>
        </span>
      }
    >
      <ReportFilters question={question} report={report} clinics={clinics} onChange={onQuestion} />
      {error !== null ? (
        <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
      ) : report === undefined ? (
        <Loading heights={[60, 320]} label="figures" />
      ) : isEmpty(report) ? (
        <EmptyState sentence="Nothing was counted in this time." />
      ) : (
        <div className={classes['tables']}>
          {report.leastShown !== null && <p className={page['quiet']}>{withheldWords(report.leastShown)}</p>}
          {report.tables.map((table) => (
            <Panel key={table.key} title={table.title}>
              <ReportTable report={table} leastShown={report.leastShown} renderFigure={renderFigure} />
              <details className={classes['definitions']} open>
                <summary>What is counted</summary>
                <dl>
                  {table.columns.map(({ key, definition }) => (
                    <div key={key}>
                      <dt>
                        {definition.name}, version {definition.version}
                      </dt>
                      <dd>{definition.text}</dd>
                    </div>
                  ))}
                </dl>
              </details>
            </Panel>
          ))}
        </div>
      )}
      {beside !== undefined && <div className={classes['tables']}>{beside}</div>}
    </Page>
  );
}

const isEmpty = ({ tables }: ReportView): boolean =>
  tables.every(({ totals }) => totals.every(({ value, before, withheld }) => !withheld && !value && !before));

interface ReportFiltersProps {
  readonly question: ReportQuestion;
  readonly report: ReportView | undefined;
  readonly clinics: readonly ClinicView[];
  readonly onChange: (question: ReportQuestion) => void;
}

function ReportFilters({ question, report, clinics, onChange }: ReportFiltersProps) {
  const { clinicId, by, ...range } = question;
  const ask = (changes: { readonly clinicId?: string | null; readonly by?: string | null }) => {
    const [clinic, grouping] = [
      'clinicId' in changes ? changes.clinicId : clinicId,
      'by' in changes ? changes.by : by,
    ];
    onChange({
      ...range,
      ...(clinic != null && { clinicId: clinic }),
      ...(grouping != null && { by: grouping }),
    });
  };
  const day = (name: 'from' | 'to', label: string) => (
    <TextInput
      type="date"
      label={label}
      value={question[name]}
      onChange={({ currentTarget }) =>
        currentTarget.value !== '' && onChange({ ...question, [name]: currentTarget.value })
      }
    />
  );
  return (
    <form
      className={`${page['filters']} no-print`}
      aria-label="Filters"
      onSubmit={(event) => event.preventDefault()}
    >
      {day('from', 'From')}
      {day('to', 'To')}
      <Select
        label="By"
        allowDeselect={false}
        data={(report?.groupings ?? []).map(({ key, label }) => ({ value: key, label }))}
        value={by ?? report?.groupings[0]?.key ?? null}
        onChange={(value) => ask({ by: value })}
      />
      {clinics.length > 1 && (
        <Select
          label="Clinic"
          placeholder="all"
          clearable
          data={clinics.map(({ id, name }) => ({ value: id, label: name }))}
          value={clinicId ?? null}
          onChange={(value) => ask({ clinicId: value })}
        />
      )}
    </form>
  );
}
