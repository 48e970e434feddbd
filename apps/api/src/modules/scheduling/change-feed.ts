import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { ChangeNotice } from '@lull/contracts';
import { Notices } from '../../platform/database/notices.js';

/** Who hears of what: one practice's one clinic. */
export interface ChangeListener {
  readonly practiceId: string;
  readonly clinicId: string;
  changed(notice: ChangeNotice): void;
  /** Notices may have been missed: what is on the screen must be read anew. */
  resync(): void;
}

/** A notice as migration 006 and those after it send it. */
interface Sent extends ChangeNotice {
  readonly practice: string;
  /** Null: it concerns every clinic of the practice. */
  readonly clinic: string | null;
}

/** Passes on what the database says of changes, to those of that practice and clinic alone. */
@Injectable()
export class ChangeFeed implements OnModuleDestroy {
  private readonly listeners = new Set<ChangeListener>();
  private readonly unhear: () => void;

  constructor(notices: Notices) {
    this.unhear = notices.hear({
      said: (payload) => this.tell(payload),
      missed: () => this.listeners.forEach((listener) => listener.resync()),
    });
  }

  onModuleDestroy(): void {
    this.unhear();
  }

  /** Returns the function that ends the listening. */
  listen(listener: ChangeListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private tell(payload: string): void {
    const { practice, clinic, ...notice } = JSON.parse(payload) as Sent;
    for (const listener of this.listeners) {
      if (listener.practiceId !== practice || (clinic !== null && listener.clinicId !== clinic)) continue;
      listener.changed(notice);
    }
  }
}
