import type { ClinicView } from '@lull/contracts';
import { Anchor } from '@mantine/core';
import { civilDateAt } from '@lull/domain';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { dateText, dateTimeText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { VolumeChart } from './volume-chart.js';
import { VolumeFilters } from './volume-filters.js';
import classes from './volume-page.module.css';
import { volumeFile, volumeQuery, type VolumeQuestion } from './volume.queries.js';
import { VolumeTable, type RenderFigure } from './volume-table.js';
import { changeWords, withheldWords } from './figure-words.js';
import { figureLabel } from './volume-words.js';

interface VolumePageProps {
  readonly question: VolumeQuestion;
  readonly clinics: readonly ClinicView[];
  readonly zone: string;
  readonly onQuestion: (question: VolumeQuestion) => void;
  readonly renderFigure: RenderFigure;
  /** Figures of another part of the product. */
  readonly below?: ReactNode;
}

/** Sessions and injections counted; the definition stands beside the figures and every figure opens its rows. */
export function VolumePage({ question, clinics, zone, onQuestion, renderFigure, below }: VolumePageProps) {
  const { data: volume, error, refetch } = useQuery(volumeQuery(question));
  return (
    <Page
      title="Volume"
      note={
        <>
          {dateText(question.from)} to {dateText(question.to)}
        </>
      }
      actions={
        <span className="no-print" style={{ display: 'flex', gap: 8 }}>
          <Button
            variant="default"
            size="xs"
            component="a"
            href={volumeFile(question)}
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
      <VolumeFilters question={question} clinics={clinics} onChange={onQuestion} />
      {error !== null ? (
        <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
      ) : volume === undefined ? (
        <Loading heights={[60, 320, 320]} label="figures" />
      ) : (
        <Panel title={volume.measure === 'sessions' ? 'Sessions' : 'Injections'}>
          <p className={classes['sum']}>
            <span className={classes['total']}>
              {renderFigure({}, volume.total, figureLabel(volume, volume.total, {}))}
            </span>
            <span className={classes['quiet']}>as of {dateTimeText(volume.asOf, zone)}</span>
            {volume.before !== null && (
              <span className={classes['quiet']}>
                {dateText(volume.before.from)} to {dateText(volume.before.to)}: {volume.before.total}
                {changeWords(volume.total, volume.before.total)}
              </span>
            )}
          </p>
          <details className={classes['definition']} open>
            <summary>What is counted</summary>
            <p>
              <b>
                {volume.definition.name}, version {volume.definition.version}.
              </b>{' '}
              {volume.definition.text}
            </p>
            {volume.leastShown !== null && <p>{withheldWords(volume.leastShown)}</p>}
          </details>
          {volume.total === 0 ? (
            <NothingCounted
              ahead={question.from > civilDateAt(volume.asOf, zone)}
              onEarlier={() =>
                onQuestion({
                  ...question,
                  from: `${Number(question.from.slice(0, 4)) - 1}${question.from.slice(4)}`,
                })
              }
            />
          ) : (
            <>
              <VolumeChart volume={volume} />
              <VolumeTable volume={volume} renderFigure={renderFigure} />
            </>
          )}
        </Panel>
      )}
      {below}
    </Page>
  );
}

/** Of time that is still to come, no earlier year holds more. */
function NothingCounted({ ahead, onEarlier }: { readonly ahead: boolean; readonly onEarlier: () => void }) {
  if (ahead) return <EmptyState sentence="Nothing is booked in this time, which is still to come." />;
  return (
    <EmptyState
      sentence="Nothing was counted in this time."
      action={
        <Anchor component="button" type="button" onClick={onEarlier}>
          Begin a year earlier
        </Anchor>
      }
    />
  );
}
