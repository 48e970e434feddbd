import { AsyncLocalStorage } from 'node:async_hooks';
import type { Purpose } from './purpose.js';

/** What belongs to the call being answered; carried by Node, so that nobody passes it by hand. */
export interface RequestContext {
  readonly requestId: string;
  /** How many audit events this call has left: a patient's record is not served when it is zero. */
  auditEvents: number;
  /** Why the member asks; null until it is known who does. */
  purpose: Purpose | null;
}

const storage = new AsyncLocalStorage<RequestContext>();

export function withRequestContext<T>(context: RequestContext, body: () => T): T {
  return storage.run(context, body);
}

/** Undefined outside a request, as in a command. */
export function requestContext(): RequestContext | undefined {
  return storage.getStore();
}
