import { Link } from '@tanstack/react-router';
import classes from './span-links.module.css';

interface SpanLinksProps {
  readonly shown: 'day' | 'week' | 'month';
  readonly date: string;
  readonly clinic: string | undefined;
  readonly by?: 'room' | 'physician' | undefined;
}

/** The same days as a board, as a week and as a month. */
export function SpanLinks({ shown, date, clinic, by }: SpanLinksProps) {
  const search = { ...(clinic !== undefined && { clinic }), ...(by !== undefined && { by }) };
  const look = (span: SpanLinksProps['shown']) => ({
    className: classes['link'] ?? '',
    'data-shown': span === shown || undefined,
    ...(span === shown && { 'aria-current': 'page' as const }),
  });
  return (
    <nav className={classes['links']} aria-label="Day, week, month">
      <Link to="/day/$date" params={{ date }} search={search} {...look('day')}>
        Day
      </Link>
      <Link to="/week/$date" params={{ date }} search={search} {...look('week')}>
        Week
      </Link>
      <Link
        to="/month/$month"
        params={{ month: date.slice(0, 7) }}
        search={clinic === undefined ? {} : { clinic }}
        {...look('month')}
      >
        Month
      </Link>
    </nav>
  );
}
