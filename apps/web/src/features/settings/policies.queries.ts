import type {
  FiguresAnewView,
  PolicyPreviewView,
  PolicyVersionView,
  StandingSessionsView,
} from '@lull/contracts';
import { queryOptions } from '@tanstack/react-query';
import { ask, get, post } from '../../api/client.js';
import type { PolicyKind } from './policy-kinds.js';

/** What stands in the form, whatever the kind: which figures there are, the server knows. */
export interface PreviewPolicyRequest {
  readonly basedOnVersion: string;
  readonly effectiveFrom: string;
  readonly figures: object;
}

export interface AddPolicyRequest extends PreviewPolicyRequest {
  readonly source: string;
  readonly revertsTo?: string;
  /** Of readiness: whether the patients are told whose times change by it. */
  readonly tellPatients?: boolean;
}

/** Beside what every kind answers: fasts of readiness, figures of relief. */
export interface PolicyPreviewShown extends PolicyPreviewView {
  readonly otherFast?: StandingSessionsView;
  readonly toTell?: number;
  readonly figuresAnew?: FiguresAnewView | null;
}

const pathOf = (kind: PolicyKind): string =>
  kind === 'readiness' ? '/readiness-policies' : `/clinical-policies/${kind}`;

export const policyVersionsQuery = (kind: PolicyKind) =>
  queryOptions({
    queryKey: ['clinical-policies', kind],
    queryFn: ({ signal }) => get<readonly PolicyVersionView<object>[]>(pathOf(kind), signal),
  });

export const policySessionsQuery = (kind: PolicyKind, version: string) =>
  queryOptions({
    queryKey: ['clinical-policies', kind, version, 'sessions'],
    queryFn: ({ signal }) => get<StandingSessionsView>(`${pathOf(kind)}/${version}/sessions`, signal),
  });

export const previewPolicy = (kind: PolicyKind, request: PreviewPolicyRequest) =>
  ask<PolicyPreviewShown>(
    kind === 'readiness' ? '/readiness-policy-previews' : `${pathOf(kind)}/previews`,
    request,
  );

export const addPolicy = (kind: PolicyKind, request: AddPolicyRequest, idempotencyKey: string) =>
  post<readonly PolicyVersionView<object>[]>(pathOf(kind), request, { idempotencyKey });
