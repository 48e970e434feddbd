import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import type { ClinicView, PreviewSedationRequest, Sedation, SessionView } from '@lull/contracts';
import { sedationLevels } from '@lull/domain';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isProblem, noticeOf, sentenceOf } from '../../api/problem.js';
import { sedationPreviewQuery } from '../../api/sessions.js';
import { dateTimeText } from '../../ui/clock.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { DialogFoot } from '../../ui/form-foot.js';
import { instantText } from '../../ui/instant-text.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { ChangedWhileEditing, useSeenSession } from '../../ui/seen-session.js';
import { ReadinessChanges } from './readiness-changes.js';
import { SedationDifference } from './sedation-difference.js';
import { changesAnything } from './sedation-words.js';
import { useSedationChange } from './use-sedation-change.js';

interface SedationDialogProps {
  readonly session: SessionView;
  readonly clinic: ClinicView;
  readonly onClose: () => void;
}

type Elsewhere = Required<Pick<PreviewSedationRequest, 'startsAt' | 'roomId' | 'physicianId'>>;

/**
 * Another sedation level for a session that stands: what it changes is shown before it is saved (product rule 3).
 * Its own level is offered too: that plans it anew by what the procedure holds by now.
 */
export function SedationDialog({ session, clinic, onClose }: SedationDialogProps) {
  const { seen, meanwhile, look } = useSeenSession(session);
  const [level, setLevel] = useState<Sedation | null>(null);
  const [elsewhere, setElsewhere] = useState<Elsewhere | null>(null);
  const [reason, setReason] = useState('');
  const [overrides, setOverrides] = useState<PreviewSedationRequest['overrides']>();
  useFocusBack();
  const zone = clinic.timeZone;
  const nameOf = (id: string) => clinic.resources.find((resource) => resource.id === id)?.name ?? 'unknown';
  const request: PreviewSedationRequest = {
    sedation: level ?? seen.sedation,
    ...elsewhere,
    ...(overrides !== undefined && { overrides }),
  };
  const question = useQuery({
    ...sedationPreviewQuery(seen, request),
    enabled: level !== null,
    placeholderData: keepPreviousData,
  });
  const change = useSedationChange(seen, zone, onClose);
  const shown = question.data;
  const ready = shown !== undefined && !question.isPlaceholderData && shown.to === level;
  const anything = shown !== undefined && changesAnything(shown);
  const overridable =
    shown?.refusals.length !== 0 && shown?.refusals.every((each) => each.overridable === true);
  const choose = (to: Sedation | undefined): void => {
    setLevel(to ?? null);
    setElsewhere(null);
    setOverrides(undefined);
    change.reset();
  };
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title="Change sedation"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && shown.accepted && anything) change.mutate(request);
        }}
      >
        <Stack gap="md">
          <Text size="sm">
            {seen.patientName}, {dateTimeText(seen.start, zone)}, {seen.procedureCode} {seen.side}. Nothing
            changes before you confirm.
          </Text>
          <ChangedWhileEditing change={meanwhile} zone={zone} onReload={onClose} onKeep={look} />
          <Radio.Group
            label="Sedation"
            value={level ?? ''}
            onChange={(value) => choose(sedationLevels.find((each) => each === value))}
          >
            <Group gap="md" mt={6}>
              {sedationLevels.map((each) => (
                <Radio
                  key={each}
                  value={each}
                  label={each === seen.sedation ? `${each} (as booked: plan anew)` : each}
                />
              ))}
            </Group>
          </Radio.Group>
          {question.error !== null && (
            <ProblemNotice {...noticeOf(question.error)} onRetry={() => void question.refetch()} />
          )}
          {level !== null && shown === undefined && question.error === null && (
            <Loading heights={[24, 120, 120]} label="what would change" />
          )}
          {level !== null && shown !== undefined && (
            <div aria-live="polite" aria-busy={!ready}>
              <SedationDifference
                preview={shown}
                zone={zone}
                nameOf={nameOf}
                moved={elsewhere !== null}
                onTake={({ start, roomId, physicianId }) =>
                  setElsewhere({ startsAt: instantText(start), roomId, physicianId })
                }
              />
              {shown.to !== shown.from && (
                <ReadinessChanges
                  sessionId={seen.id}
                  request={{
                    sedation: shown.to,
                    ...(elsewhere !== null && { startsAt: elsewhere.startsAt }),
                  }}
                />
              )}
            </div>
          )}
          {ready && overridable && (
            <Group align="end">
              <TextInput
                label="Set aside with a reason"
                description="It stands in the trail with your name."
                maxLength={500}
                flex={1}
                value={reason}
                onChange={({ currentTarget }) => setReason(currentTarget.value)}
              />
              <Button
                variant="default"
                disabled={reason.trim() === ''}
                onClick={() =>
                  setOverrides(shown.refusals.map(({ code }) => ({ code, reason: reason.trim() })))
                }
              >
                Show it so
              </Button>
            </Group>
          )}
          {change.error !== null &&
            (isProblem(change.error) && change.error.errors.length > 0
              ? change.error.errors.map(({ code, detail }) => ({ code, detail }))
              : [{ code: null, detail: sentenceOf(change.error) }]
            ).map(({ code, detail }) => <ProblemNotice key={detail} sentence={detail} code={code} />)}
          <DialogFoot
            deed={level === null || level === seen.sedation ? 'Plan anew' : `Change to ${level}`}
            pending={change.isPending}
            disabled={!ready || !shown.accepted || !anything || meanwhile !== null}
            leave={`Leave it ${seen.sedation}`}
            onLeave={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
