import type { AccessReportView } from '@lull/contracts';
import { civilDateAt } from '@lull/domain';
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { timeText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { dayWords, reportWords, whatWords, whoWords, type ReportLanguage } from './access-report-words.js';
import classes from './access-report.module.css';
import page from './trail-page.module.css';
import { TrailPatient } from './trail-patient.js';
import { accessReportQuery } from './trail.queries.js';

export interface ReportFilters {
  readonly patient?: string;
  readonly from: string;
  readonly to: string;
  readonly language: ReportLanguage;
}

interface AccessReportPageProps {
  readonly filters: ReportFilters;
  /** The days of the filters, as instants. */
  readonly period: { readonly from: string; readonly until: string };
  readonly onFilters: (change: Partial<Record<keyof ReportFilters, string | undefined>>) => void;
  readonly back: ReactNode;
}

/** What a patient is handed who asks who used the own record: plain words, one sheet. */
export function AccessReportPage({ filters, period, onFilters, back }: AccessReportPageProps) {
  const { patient, language } = filters;
  const { data, error, refetch } = useQuery({
    ...accessReportQuery(patient ?? '', period),
    enabled: patient !== undefined,
  });
  const day = (name: 'from' | 'to', label: string) => (
    <TextInput
      type="date"
      label={label}
      value={filters[name]}
      onChange={({ currentTarget }) => {
        if (currentTarget.value !== '') onFilters({ [name]: currentTarget.value });
      }}
    />
  );
  return (
    <Page
      title="Access report"
      note={back}
      onPaper={false}
      actions={
        <>
          <SegmentedControl
            aria-label="Language of the report"
            data={[
              { value: 'en', label: 'English' },
              { value: 'es', label: 'Español' },
            ]}
            value={language}
            onChange={(value) => onFilters({ language: value })}
          />
          <Button
            leftSection={<IconPrinter size={16} aria-hidden />}
            disabled={data === undefined}
            onClick={() => window.print()}
          >
            Print
          </Button>
        </>
      }
    >
      <div className={`${page['filters']} no-print`}>
        {day('from', 'From')}
        {day('to', 'To')}
        <TrailPatient patient={patient} onPatient={(found) => onFilters({ patient: found })} />
      </div>
      {patient === undefined && (
        <EmptyState sentence="Find the patient by the MRN: the report is for them, in their words." />
      )}
      {error !== null && patient !== undefined && (
        <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && patient !== undefined && (
        <Loading heights={[60, 34, 34, 34]} label="the report" />
      )}
      {data !== undefined && <Report report={data} filters={filters} />}
    </Page>
  );
}

function Report({ report, filters }: { readonly report: AccessReportView; readonly filters: ReportFilters }) {
  const { language } = filters;
  const words = reportWords[language];
  const { timeZone: zone } = report;
  const days = [...new Set(report.lines.map((line) => line.day))];
  return (
    <article className={classes['sheet']} lang={language} aria-label={words.title}>
      <h2>{words.title}</h2>
      <p>
        <strong>{words.record(report.mrn)}</strong> ·{' '}
        {words.period(dayWords(filters.from, language), dayWords(filters.to, language))}
      </p>
      <p>{words.intro(report.practice)}</p>
      {report.truncated && <p className={classes['cut']}>{words.truncated}</p>}
      {report.lines.length === 0 && <p>{words.nothing}</p>}
      {days.map((day) => (
        <section key={day} className={classes['day']}>
          <h3>{dayWords(day, language)}</h3>
          <table>
            <thead>
              <tr>
                {words.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {report.lines
                .filter((line) => line.day === day)
                .map((line, index) => {
                  const { name, more } = whoWords(line, language);
                  return (
                    <tr key={index}>
                      <th scope="row">
                        {name}
                        {more !== '' && <span>{more}</span>}
                      </th>
                      <td>{whatWords(line, language)}</td>
                      <td>{words.between(timeText(line.firstAt, zone), timeText(line.lastAt, zone))}</td>
                    </tr>
                  );
                })}
            </tbody>
          </table>
        </section>
      ))}
      <p className={classes['foot']}>
        {words.printed(
          `${dayWords(civilDateAt(report.asOf, zone), language)}, ${timeText(report.asOf, zone)} (${zone})`,
        )}
      </p>
    </article>
  );
}
