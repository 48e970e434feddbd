import { noticeOf } from '../../api/problem.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SidePanel } from '../../ui/side-panel.js';

interface NotOpenedProps {
  /** Of what was to open over the page. */
  readonly title: string;
  readonly error: Error;
  readonly onRetry: () => void;
  readonly onClose: () => void;
}

/** Something was to open over the page, and what it is about could not be read: a press never just does nothing. */
export function NotOpened({ title, error, onRetry, onClose }: NotOpenedProps) {
  return (
    <SidePanel title={title} onClose={onClose}>
      <ProblemNotice {...noticeOf(error)} onRetry={onRetry} />
    </SidePanel>
  );
}
