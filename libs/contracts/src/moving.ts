import { moveScopes, type MoveScope } from '@lull/domain';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, Min, ValidateNested } from 'class-validator';
import { IsId, IsInstant } from './field-rules.js';
import type { AdvisoryView, ProblemReason } from './problem.js';
import { PlacementRequest, type SessionView } from './scheduling.js';

/** POST /sessions/:id/moves/preview: every change and every broken limit of a move, before it is made. */
export class PreviewMoveRequest extends PlacementRequest {
  @IsIn(moveScopes)
  scope!: MoveScope;
}

/** Where a later session of the series goes, with the version that was read of it. */
export class LaterMoveRequest {
  @IsId()
  sessionId!: string;

  @IsInt()
  @Min(1)
  version!: number;

  @IsId()
  roomId!: string;

  @IsId()
  physicianId!: string;

  @IsInstant()
  startsAt!: string;
}

/**
 * POST /sessions/:id/moves (If-Match, Idempotency-Key): all of it or nothing. `later` is what the preview showed;
 * the overrides, with their reasons, are meant for every session that moves.
 */
export class MoveInSeriesRequest extends PreviewMoveRequest {
  @IsArray()
  @ArrayMaxSize(60)
  @ValidateNested({ each: true })
  @Type(() => LaterMoveRequest)
  later!: LaterMoveRequest[];
}

export interface MovePreviewView {
  readonly scope: MoveScope;
  /** Nothing stands against any of the changes. */
  readonly accepted: boolean;
  /** How many sessions of the series come after this one and could move with it. */
  readonly laterSessions: number;
  /** The moved session first, then the later ones in order of time. Who stays is not among them. */
  readonly changes: readonly MoveChangeView[];
}

export interface MoveChangeView {
  readonly sessionId: string;
  readonly version: number;
  readonly from: number;
  readonly fromText: string;
  readonly fromRoomId: string;
  readonly to: number;
  readonly toText: string;
  readonly roomId: string;
  readonly physicianId: string;
  readonly state: 'tentative' | 'booked' | null;
  readonly confirmationVoided: boolean;
  readonly refusals: readonly ProblemReason[];
  readonly advisories: readonly AdvisoryView[];
}

export interface MovedSessionsView {
  /** The moved session first. */
  readonly sessions: readonly SessionView[];
}
