import type { ProfileStageRequest, ProfileStageView, ResourceNeedRequest } from '@lull/contracts';
import { stageKinds, type ResourceKind, type StageKind } from '@lull/domain';

export const edgeRelations = ['before-start', 'after-start', 'before-end', 'after-end'] as const;
type EdgeRelation = (typeof edgeRelations)[number];

/** An edge as it is typed: so many minutes before or after the start or the end; an empty field is no number. */
export interface EdgeDraft {
  readonly relation: EdgeRelation;
  readonly minutes: number | '';
}

export interface NeedDraft {
  readonly resourceKind: ResourceKind;
  readonly skill: string;
  readonly count: number | '';
}

export interface StageDraft {
  readonly kind: StageKind;
  readonly from: EdgeDraft;
  readonly to: EdgeDraft;
  readonly needs: readonly NeedDraft[];
}

export interface ProfileDraft {
  readonly stages: readonly StageDraft[];
}

export function draftOf({ stages }: { readonly stages: readonly ProfileStageView[] }): ProfileDraft {
  return {
    stages: stages.map(({ kind, from, to, needs }) => ({
      kind,
      from: edgeDraft(from),
      to: edgeDraft(to),
      needs: needs.map(({ resourceKind, skill = '', count }) => ({ resourceKind, skill, count })),
    })),
  };
}

/** Null while a figure is missing. */
export function stagesOf({ stages }: ProfileDraft): ProfileStageRequest[] | null {
  const written = stages.map(({ kind, from, to, needs }) => {
    const counted = needs.flatMap(({ resourceKind, skill, count }): ResourceNeedRequest[] =>
      count === ''
        ? []
        : [{ resourceKind, count, ...(skill.trim() !== '' && { skill: skill.trim().toLowerCase() }) }],
    );
    if (from.minutes === '' || to.minutes === '' || counted.length < needs.length) return null;
    return { kind, from: edgeOf(from, from.minutes), to: edgeOf(to, to.minutes), needs: counted };
  });
  return written.includes(null) ? null : written.filter((stage) => stage !== null);
}

const none: EdgeDraft = { relation: 'after-end', minutes: 0 };

/** A stage as it usually is, put where it belongs. */
export function withStage(stages: readonly StageDraft[], kind: StageKind): StageDraft[] {
  const usual: Readonly<Record<StageKind, StageDraft>> = {
    prepare: {
      kind,
      from: { relation: 'before-start', minutes: 30 },
      to: { relation: 'after-start', minutes: 0 },
      needs: [need('patient'), need('recovery-bay')],
    },
    procedure: {
      kind,
      from: { relation: 'after-start', minutes: 0 },
      to: none,
      needs: [need('patient'), need('physician'), need('room')],
    },
    turnover: { kind, from: none, to: { ...none, minutes: 10 }, needs: [need('room')] },
    recover: {
      kind,
      from: none,
      to: { ...none, minutes: 60 },
      needs: [need('patient'), need('recovery-bay')],
    },
  };
  return [...stages, usual[kind]].toSorted((a, b) => stageKinds.indexOf(a.kind) - stageKinds.indexOf(b.kind));
}

export const need = (resourceKind: ResourceKind): NeedDraft => ({ resourceKind, skill: '', count: 1 });

function edgeDraft({ anchor, minutes }: ProfileStageView['from']): EdgeDraft {
  return { relation: `${minutes < 0 ? 'before' : 'after'}-${anchor}`, minutes: Math.abs(minutes) };
}

function edgeOf({ relation }: EdgeDraft, minutes: number): ProfileStageRequest['from'] {
  const before = relation.startsWith('before') && minutes !== 0;
  return { anchor: relation.endsWith('start') ? 'start' : 'end', minutes: before ? -minutes : minutes };
}
