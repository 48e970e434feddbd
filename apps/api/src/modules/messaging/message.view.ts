import type { MessageView } from '@lull/contracts';
import { checkSendAgain, needsPerson } from '@lull/domain';
import type { MessageRecord } from './message.repository.js';

export function messageView(record: MessageRecord): MessageView {
  const { kind, state, reason } = record;
  const ended = { kind, state, reason, settled: record.settled !== null };
  return { ...record, needsPerson: needsPerson(ended), maySendAgain: checkSendAgain(ended).accepted };
}
