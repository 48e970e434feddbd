import type { SeriesView, StepSeriesRequest } from '@lull/contracts';
import { seriesEndReasonTexts } from '@lull/contracts/plain';
import { Button, Modal, Select, Stack, Textarea } from '@mantine/core';
import { seriesEndReasons, seriesTransitions } from '@lull/domain';
import { useState } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { useChange } from '../../api/use-change.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { FormSummary } from '../../ui/form-summary.js';
import { stepSeries } from './series.queries.js';

type Step = StepSeriesRequest['to'];

interface SeriesStepsProps {
  readonly series: SeriesView;
  readonly onStepped: (series: SeriesView) => void;
}

const verbs: Readonly<Record<Step, string>> = {
  active: 'Activate',
  paused: 'Pause',
  completed: 'Complete',
  stopped: 'Stop',
};

function verbOf(series: SeriesView, to: Step): string {
  if (to === 'active') return series.state === 'proposed' ? 'Accept proposal' : 'Resume';
  return verbs[to];
}

/** What a decision takes the place of, once the series is under way: its panel pauses and stops with all that follows. */
const decidedElsewhere: readonly Step[] = ['paused', 'stopped'];

/** The steps a physician may take from here; ending asks for its reason, because it is for good. */
export function SeriesSteps({ series, onStepped }: SeriesStepsProps) {
  const [asking, setAsking] = useState<Step | null>(null);
  const [endReason, setEndReason] = useState<StepSeriesRequest['endReason'] | null>(null);
  const [note, setNote] = useState('');
  const stepping = useChange(
    (body: StepSeriesRequest, key) => stepSeries(series, body, key),
    (stepped) => {
      setAsking(null);
      onStepped(stepped);
    },
  );
  const faults = faultsOf(stepping.error);
  const { field } = fieldsOf(faults);
  const possible = seriesTransitions[series.state]
    .filter((state) => state !== 'proposed')
    .filter((to) => series.state === 'proposed' || !decidedElsewhere.includes(to));
  const take = (to: Step): void => {
    const noted = note.trim();
    stepping.mutate({
      to,
      ...(to === 'stopped' && endReason != null && { endReason }),
      ...(noted !== '' && { note: noted }),
    });
  };
  return (
    <>
      {possible.map((to) => (
        <Button
          key={to}
          size="xs"
          variant="default"
          onClick={() => {
            stepping.reset();
            setAsking(to);
          }}
        >
          {verbOf(series, to)}
        </Button>
      ))}
      <Modal
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={asking === null ? '' : `${verbOf(series, asking)}: ${series.procedureName}`}
      >
        {asking !== null && (
          <Stack gap="md">
            <FormSummary faults={faults} attempt={stepping.failureCount} />
            {asking === 'stopped' && (
              <Select
                {...field('endReason')}
                label="Reason"
                withAsterisk
                placeholder="Choose"
                data={seriesEndReasons
                  .filter((reason) => reason !== 'plan-completed')
                  .map((value) => ({ value, label: seriesEndReasonTexts[value] }))}
                value={endReason ?? null}
                onChange={(value) =>
                  setEndReason(seriesEndReasons.find((reason) => reason === value) ?? null)
                }
              />
            )}
            {(asking === 'stopped' || asking === 'completed') && (
              <p style={{ margin: 0 }}>
                A series that has ended cannot be taken up again; a further plan is a new series.
              </p>
            )}
            <Textarea
              {...field('note')}
              label="Note"
              autosize
              minRows={2}
              value={note}
              onChange={({ currentTarget }) => setNote(currentTarget.value)}
            />
            <Button loading={stepping.isPending} onClick={() => take(asking)}>
              {verbOf(series, asking)}
            </Button>
          </Stack>
        )}
      </Modal>
    </>
  );
}
