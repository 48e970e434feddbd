import { useTexts } from '../words/page-texts.js';
import { useLanguage } from '../words/texts.js';
import { dayText } from '../words/times.js';

interface LastDaysProps {
  readonly scores: readonly { readonly at: number; readonly value: number }[];
  /** Of the scale. */
  readonly most: number;
  readonly title: string;
  /** The same in words. */
  readonly spoken: (days: string) => string;
  readonly timeZone: string;
}

const width = 280;
const height = 76;
const slot = 20;

/** The own answers of the last 14 days as bars, newest on the right; in words for who cannot see them. */
export function LastDays({ scores, most, title, spoken, timeZone }: LastDaysProps) {
  const words = useTexts();
  const language = useLanguage();
  const shown = scores.slice(-14);
  if (shown.length === 0) return <p className="hint">{words.chartNone}</p>;
  const days = shown.map(({ at, value }) => `${dayText(at, timeZone, language)}: ${value}`).join(', ');
  const left = width - shown.length * slot;
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={spoken(days)} className="days">
        <line x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} />
        {shown.map(({ at, value }, index) => {
          // A zero is an answer, and seen as one.
          const high = 2 + (value / most) * 54;
          const x = left + index * slot;
          return (
            <g key={at}>
              <rect x={x + 3} y={height - high} width={slot - 6} height={high} rx={2} />
              <text x={x + slot / 2} y={height - high - 4} textAnchor="middle">
                {value}
              </text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
