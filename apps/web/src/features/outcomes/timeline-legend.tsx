import { typicalRelief } from '@lull/domain';
import type { ReactNode } from 'react';
import classes from './timeline-legend.module.css';
import drawing from './timeline-drawing.module.css';
import lanes from './timeline-lanes.module.css';

/** What the marks mean, drawn as they are drawn; a picture nobody can read is decoration. */
export function TimelineLegend({ predicted }: { readonly predicted: boolean }) {
  return (
    <ul className={classes['legend']} aria-label="Marks of the time line">
      <Entry text="score, clinic">
        <rect x={5.5} y={3.5} width={7} height={7} className={drawing['clinic']} />
      </Entry>
      <Entry text="score now, at home">
        <circle cx={9} cy={7} r={3} className={drawing['diary']} />
      </Entry>
      <Entry text="average of a day">
        <circle cx={9} cy={7} r={2} className={drawing['average']} />
      </Entry>
      <Entry text="said: pain back">
        <path d="M4.5,11L13.5,11L9,2.5Z" className={drawing['returned']} />
      </Entry>
      <Entry text="rescue analgesic">
        <path d="M4,2L14,12M14,2L4,12" className={drawing['rescue']} />
      </Entry>
      <Entry text="early relief (first 48 h)">
        <rect x={1} y={5} width={16} height={8} className={drawing['early']} />
      </Entry>
      <Entry text="sustained relief">
        <rect x={1} y={1} width={16} height={12} className={drawing['sustained']} />
      </Entry>
      <Entry text="ended within (or changing)">
        <path d="M1,1h16v12h-16Z M1,13L13,1 M6,13L17,2 M1,8L8,1 M11,13L17,7" className={classes['hatched']} />
      </Entry>
      <Entry text="not seen to end">
        <path d="M1,7H16m-6,-5l6,5l-6,5" className={drawing['arrow']} />
      </Entry>
      <Entry text="not relieved">
        <line x1={1} x2={17} y1={12} y2={12} className={drawing['unrelieved']} />
      </Entry>
      <Entry text="unknown">
        <rect x={1} y={1} width={16} height={12} className={drawing['unknown']} />
      </Entry>
      <Entry text="flare">
        <path d="M5,3h8l-4,6Z" className={drawing['flare']} />
      </Entry>
      <Entry text="function (PEG, 0 to 10)">
        <path d="M9,2l5,5l-5,5l-5,-5Z" className={lanes['peg']} />
      </Entry>
      <Entry text={`typical ${typicalRelief.fromDays} to ${typicalRelief.toDays} days, no promise`}>
        <rect x={1} y={1} width={16} height={12} fill="none" className={lanes['typical']} />
        <path d="M4,4h1M9,4h1M14,4h1M4,10h1M9,10h1M14,10h1" className={lanes['typical']} />
      </Entry>
      {predicted && (
        <Entry text="relief probably ends: 50 % (full), 80 % (outline)">
          <rect x={1} y={3} width={16} height={8} className={lanes['likely-80']} />
          <rect x={5} y={3} width={7} height={8} className={lanes['likely-50']} />
        </Entry>
      )}
      <li className={classes['entry']}>
        <span className={classes['double']} aria-hidden /> with steroid (S); LA local anaesthetic
      </li>
    </ul>
  );
}

function Entry({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <li className={classes['entry']}>
      <svg width={18} height={14} aria-hidden>
        {children}
      </svg>
      {text}
    </li>
  );
}
