import type { AnaestheticOverMaximum } from '@lull/domain';
import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useFocusBack } from '../../ui/focus-back.js';
import notice from '../../ui/notice.module.css';
import { mgText, percentOfMaximum } from './dose-words.js';
import classes from './maximum-dose-dialog.module.css';

interface MaximumDoseDialogProps {
  /** Null: the server knows of the excess, and this form does not. */
  readonly over: AnaestheticOverMaximum | null;
  /** The server's own words for it. */
  readonly sentence: string | null;
  /** What a record that is corrected says already. */
  readonly reason: string;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** A dose above the maximum is stopped before it is saved, because most are a slip of the pen; a true one has a reason (INJ-03). */
export function MaximumDoseDialog({ over, sentence, reason, onConfirm, onClose }: MaximumDoseDialogProps) {
  const [written, setWritten] = useState(reason);
  const given = written.trim();
  useFocusBack();
  return (
    <Modal
      opened
      onClose={onClose}
      title="Above the maximum dose"
      centered
      size="lg"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (given !== '') onConfirm(given);
        }}
      >
        <Stack gap="md">
          <div className={notice['bad']} role="alert">
            <IconAlertTriangle size={22} aria-hidden />
            <div className={notice['text']}>
              {over === null ? (
                sentence
              ) : (
                <>
                  <strong className={classes['percent']}>Warning: {percentOfMaximum(over)}</strong>
                  <ul className={classes['drugs']}>
                    {over.drugs.map(({ drug, totalMg, maximumMg }) => (
                      <li key={drug}>
                        <strong>
                          {mgText(totalMg)} {drug}
                        </strong>
                        :{' '}
                        {maximumMg === null
                          ? 'no maximum is set'
                          : `the maximum for ${over.weightKg} kg is ${mgText(maximumMg)}`}
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </div>
          </div>
          <p className={classes['ask']}>
            Nothing has been saved yet. Check concentration, volume and weight. If this is what was given,
            write down why.
          </p>
          <Textarea
            label="Reason"
            description="Kept with the record"
            required
            autosize
            minRows={2}
            maxLength={500}
            value={written}
            onChange={({ currentTarget }) => setWritten(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" data-autofocus onClick={onClose}>
              Back to the amounts
            </Button>
            <Button type="submit" color="red" disabled={given === ''}>
              Record it all the same
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
