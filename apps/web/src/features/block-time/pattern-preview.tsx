import type { BlockTimePreviewView, ClinicView } from '@lull/contracts';
import { dateText, timeText } from '../../ui/clock.js';
import { nameIn } from './block-time-words.js';
import classes from './block-time.module.css';
import { RehousingChoices } from './rehousing-choices.js';
import type { RehousingDrafts } from './rehousing.js';

interface PatternPreviewProps {
  readonly clinic: ClinicView;
  readonly preview: BlockTimePreviewView;
  readonly drafts: RehousingDrafts;
  readonly onChange: (drafts: RehousingDrafts) => void;
}

/** Twelve weeks as they would be, and what is to become of every session that falls outside. */
export function PatternPreview({ clinic, preview, drafts, onChange }: PatternPreviewProps) {
  const { occurrences, sessions } = preview;
  const zone = clinic.timeZone;
  return (
    <section aria-labelledby="block-time-preview">
      <h3 id="block-time-preview">Twelve weeks from {dateText(preview.from)}</h3>
      {occurrences.length === 0 && <p className={classes['quiet']}>No block time in these weeks.</p>}
      <ul className={classes['weeks']}>
        {occurrences.map(({ date, start, end, roomId, sessionsOutside }) => (
          <li key={`${date} ${start}`} data-outside={sessionsOutside > 0}>
            <strong>{dateText(date)}</strong>
            <span>
              {timeText(start, zone)} to {timeText(end, zone)}, {nameIn(clinic, roomId)}
            </span>
            {sessionsOutside > 0 && (
              <span>
                {sessionsOutside === 1 ? '1 session outside' : `${sessionsOutside} sessions outside`}
              </span>
            )}
          </li>
        ))}
      </ul>
      <h3>
        {sessions.length === 0
          ? 'No session falls outside'
          : sessions.length === 1
            ? 'One session falls outside'
            : `${sessions.length} sessions fall outside`}
      </h3>
      <RehousingChoices clinic={clinic} sessions={sessions} drafts={drafts} onChange={onChange} />
    </section>
  );
}
