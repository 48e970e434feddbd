import { responseTexts } from '@lull/contracts';
import {
  clockText,
  gravestResponse,
  lastResponses,
  nonResponsePrompt,
  type Response,
  type TargetResponses,
} from '@lull/domain';

/** What the last injection of one side did, as a list says it. */
export interface LastResponse {
  /** Null: the series has one side, which need not be said. */
  readonly side: 'left' | 'right' | null;
  readonly ordinal: number;
  readonly response: Response;
  /** How many in a row were without a response, where the policy asks about it; null: it does not. */
  readonly withoutResponse: number | null;
  /** From when on it can be judged, in the clinic's words; null: it can be now. */
  readonly judgedFrom: string | null;
}

export function lastResponsesOf(
  targets: readonly TargetResponses[],
  now: number,
  zone: string,
): readonly LastResponse[] {
  return lastResponses(targets).map(({ side, ordinal, response, judgedFrom }) => {
    const injections = targets.find((each) => each.side === side)?.injections ?? [];
    const repeated = response === 'non-responder' ? nonResponsePrompt(injections) : null;
    return {
      side: targets.length > 1 ? side : null,
      ordinal,
      response,
      withoutResponse: repeated === null ? null : Number(repeated.facts['count']),
      judgedFrom: response === 'not-evaluable' && now < judgedFrom ? clockText(judgedFrom, zone) : null,
    };
  });
}

/** Of two sides the graver stands for the row. */
export function gravestOf(responses: readonly LastResponse[]): Response | null {
  return gravestResponse(responses.map(({ response }) => response));
}

/** `No response to #3, without a response 2 in a row`. */
export function responseText({ side, ordinal, response, withoutResponse, judgedFrom }: LastResponse): string {
  const of = side === null ? `#${ordinal}` : `#${ordinal} ${side}`;
  if (judgedFrom !== null) return `${of}: too early to judge, from ${judgedFrom} on`;
  const again = withoutResponse === null ? '' : `, the ${ordinalWord(withoutResponse)} without one`;
  return `${of}: ${responseTexts[response].toLowerCase()}${again}`;
}

function ordinalWord(count: number): string {
  return ['', 'first', 'second', 'third', 'fourth'][count] ?? `${count}th`;
}
