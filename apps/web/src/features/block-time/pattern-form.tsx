import { Button, Checkbox, Group, Radio, Stack, TextInput } from '@mantine/core';
import type {
  BlockTimePatternView,
  BlockTimePreviewView,
  ClinicView,
  RehousingRequest,
} from '@lull/contracts';
import type { BlockTimeScope } from '@lull/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { codeOf } from '../../api/problem.js';
import { readAnew } from '../../api/read-anew.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { FormSummary } from '../../ui/form-summary.js';
import { changeBlockTime, createBlockTime, previewChange, previewNew } from './block-time.queries.js';
import {
  changeRequest,
  draftOf,
  newDraft,
  newRequest,
  type BlockTimeChange,
  type NewBlockTime,
} from './pattern-draft.js';
import { PatternFields } from './pattern-fields.js';
import { PatternPreview } from './pattern-preview.js';
import { rehousingsOf, type RehousingDrafts } from './rehousing.js';

interface PatternFormProps {
  readonly clinic: ClinicView;
  /** Null: new block time. */
  readonly pattern: BlockTimePatternView | null;
  /** The day of the occurrence from which the change was asked; empty: of none. */
  readonly date: string;
  readonly tomorrow: string;
  readonly onEnd: () => void;
}

const scopes: readonly { value: BlockTimeScope; label: string }[] = [
  { value: 'this-week-only', label: 'This week only' },
  { value: 'following', label: 'This and the following' },
  { value: 'pattern', label: 'The whole pattern, from tomorrow on' },
];

/** New block time, or a change of it: how far it reaches is chosen, what it would change is shown, then it is done. */
export function PatternForm({ clinic, pattern, date, tomorrow, onEnd }: PatternFormProps) {
  const [seen] = useState(pattern);
  const [draft, setDraft] = useState(() => (seen === null ? newDraft(clinic, tomorrow) : draftOf(seen)));
  const [scope, setScope] = useState<BlockTimeScope | null>(null);
  const [day, setDay] = useState(date);
  const [ends, setEnds] = useState(false);
  const [drafts, setDrafts] = useState<RehousingDrafts>(new Map());
  const queryClient = useQueryClient();
  const announce = useAnnounce();

  const request: NewBlockTime | BlockTimeChange | null =
    seen === null ? newRequest(draft) : scope === null ? null : changeRequest(draft, scope, day, ends);
  const preview = useMutation({
    mutationFn: async (asked: NewBlockTime | BlockTimeChange) => ({
      text: JSON.stringify(asked),
      shown: await ('scope' in asked ? previewChange(standing(seen), asked) : previewNew(clinic.id, asked)),
    }),
    onSuccess: ({ shown }) => announce(previewWords(shown)),
  });
  const apply = useChange(
    async (asked: NewBlockTime | BlockTimeChange, key: string): Promise<void> => {
      if ('scope' in asked) await changeBlockTime(standing(seen), asked, key);
      else await createBlockTime(clinic.id, asked, key);
    },
    async () => {
      announce(seen === null ? 'The block time stands.' : 'The block time is changed.');
      onEnd();
      await readAnew(queryClient, 'block-time');
    },
  );
  // What was shown holds only for what stands in the form now.
  const shown = preview.data?.text === JSON.stringify(request) ? preview.data.shown : null;
  const rehousings: RehousingRequest[] | null = shown === null ? null : rehousingsOf(shown.sessions, drafts);
  const error = apply.error ?? preview.error;
  const faults = faultsOf(error);
  const verb = seen === null ? 'Make this block time' : ends ? 'End it' : 'Change it';

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        apply.reset();
        if (request !== null) preview.mutate(request);
      }}
    >
      <Stack gap="md">
        <FormSummary
          faults={faults}
          attempt={apply.failureCount + preview.failureCount}
          code={codeOf(error)}
        />
        {seen !== null && (
          <Radio.Group
            label="How far does the change reach?"
            value={scope ?? ''}
            onChange={(value) => setScope(scopes.find((each) => each.value === value)?.value ?? null)}
          >
            <Stack gap={6} mt={6}>
              {scopes.map(({ value, label }) => (
                <Radio key={value} value={value} label={label} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        {seen !== null && scope !== null && scope !== 'pattern' && (
          <TextInput
            type="date"
            id="field-date"
            required
            label={scope === 'following' ? 'From' : 'On'}
            value={day}
            onChange={({ currentTarget }) => setDay(currentTarget.value)}
          />
        )}
        {seen !== null && scope !== null && (
          <Checkbox
            label={scope === 'this-week-only' ? 'Not this week' : 'It ends'}
            checked={ends}
            onChange={({ currentTarget }) => setEnds(currentTarget.checked)}
          />
        )}
        {(seen === null || (scope !== null && !ends)) && (
          <PatternFields
            clinic={clinic}
            draft={draft}
            faults={faults}
            oneWeek={seen !== null && scope === 'this-week-only'}
            onChange={setDraft}
          />
        )}
        {shown !== null && (
          <PatternPreview clinic={clinic} preview={shown} drafts={drafts} onChange={setDrafts} />
        )}
        <Group justify="flex-end">
          {shown === null ? (
            <Button type="submit" loading={preview.isPending} disabled={request === null}>
              Preview
            </Button>
          ) : (
            <Button
              type="button"
              loading={apply.isPending}
              disabled={rehousings === null}
              onClick={() =>
                request !== null && rehousings !== null && apply.mutate({ ...request, rehousings })
              }
            >
              {verb}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function standing(pattern: BlockTimePatternView | null): BlockTimePatternView {
  if (pattern === null) throw new Error('Only block time that stands can be changed.');
  return pattern;
}

function previewWords({ sessions }: BlockTimePreviewView): string {
  if (sessions.length === 0) return 'No session falls outside.';
  return sessions.length === 1 ? 'One session falls outside.' : `${sessions.length} sessions fall outside.`;
}
