import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { may, type ChangeNotice } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Refused } from '../../platform/errors.js';
import { SignInWatch } from '../identity/identity.public.js';
import { ChangeFeed } from './change-feed.js';

/** Where server-sent events go. */
export interface EventSink {
  write(text: string): void;
  end(): void;
}

/** A board open in a few windows; more from one sign-in is a mistake or an attack. */
const mostPerSignIn = 8;
const heartbeatMs = 20_000;
/** An event and no comment: a browser that hears none for two heartbeats knows that the connection is lost. */
const here = event('here', {});

/**
 * The streams that are open: each tells the changes of one clinic to one member, and ends with the sign-in.
 * An open stream proves no human presence, so its heartbeat asks for the sign-in without putting off its idle limit.
 */
@Injectable()
export class ChangeStreams implements OnModuleDestroy {
  private readonly open = new Map<EventSink, string>();

  constructor(
    private readonly feed: ChangeFeed,
    private readonly signIns: SignInWatch,
  ) {}

  /** Refuses a sign-in that has too many streams already. */
  admit({ signInId }: MemberPrincipal): void {
    const own = [...this.open.values()].filter((each) => each === signInId).length;
    if (own >= mostPerSignIn)
      throw new Refused({ code: 'too-many-requests', facts: { retryAfterSeconds: 60 } });
  }

  /** Returns the function that ends the stream. */
  begin(member: MemberPrincipal, clinicId: string, sink: EventSink): () => void {
    const unlisten = this.feed.listen({
      practiceId: member.practiceId,
      clinicId,
      changed: (notice) => sink.write(event('change', notice)),
      resync: () => sink.write(event('resync', {})),
    });
    this.open.set(sink, member.signInId);
    const end = (): void => {
      clearInterval(heartbeat);
      unlisten();
      if (this.open.delete(sink)) sink.end();
    };
    const heartbeat = setInterval(() => {
      this.stillAllowed(member).then(
        (allowed) => (allowed ? sink.write(here) : end()),
        // Nobody can say whether the sign-in holds, so nothing more is told; the browser comes back by itself.
        end,
      );
    }, heartbeatMs);
    // Tells at once that the stream stands, and how long to wait before coming back.
    sink.write(`retry: 2000\n${here}`);
    return end;
  }

  onModuleDestroy(): void {
    for (const sink of this.open.keys()) sink.end();
    this.open.clear();
  }

  private async stillAllowed(member: MemberPrincipal): Promise<boolean> {
    const roles = await this.signIns.rolesNow(member);
    return roles !== null && may(roles, 'closure', 'read');
  }
}

function event(name: string, content: ChangeNotice | Record<string, never>): string {
  return `event: ${name}\ndata: ${JSON.stringify(content)}\n\n`;
}
