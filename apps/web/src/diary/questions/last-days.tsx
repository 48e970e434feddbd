import { useTexts } from '../words/page-texts.js';
import { useLanguage } from '../words/texts.js';
import { dayText } from '../words/times.js';

interface LastDaysProps {
  readonly scores: readonly { readonly at: number; readonly nrs: number }[];
  readonly timeZone: string;
}

const width = 280;
const height = 76;
const slot = 20;

/** The own answers of the last 14 days as bars, newest on the right; in words for who cannot see them. */
export function LastDays({ scores, timeZone }: LastDaysProps) {
  const words = useTexts();
  const language = useLanguage();
  const shown = scores.slice(-14);
  if (shown.length === 0) return <p className="hint">{words.chartNone}</p>;
  const spoken = shown.map(({ at, nrs }) => `${dayText(at, timeZone, language)}: ${nrs}`).join(', ');
  const left = width - shown.length * slot;
  return (
    <figure>
      <figcaption>{words.lastDays}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words.chart(spoken)} className="days">
        <line x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} />
        {shown.map(({ at, nrs }, index) => {
          // A zero is an answer, and seen as one.
          const high = 2 + nrs * 5.4;
          const x = left + index * slot;
          return (
            <g key={at}>
              <rect x={x + 3} y={height - high} width={slot - 6} height={high} rx={2} />
              <text x={x + slot / 2} y={height - high - 4} textAnchor="middle">
                {nrs}
              </text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
