import type { InstrumentScoreView } from '@lull/contracts';
import { civilDateAt } from '@lull/domain';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { dateText } from '../../ui/clock.js';
import { sideWord } from '../../ui/side-word.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { changeText, instrumentName, regionWords, scoreText } from './instrument-words.js';

interface InstrumentTableProps {
  readonly scores: readonly InstrumentScoreView[];
  readonly zone: string;
}

const sources: Readonly<Record<InstrumentScoreView['source'], string>> = {
  clinic: 'clinic',
  phone: 'telephone',
  diary: 'diary',
  import: 'imported',
};

/** The others stand one click away. */
const mostShown = 10;

/** Questionnaires and measurements, the latest first, each beside the one before it. */
export function InstrumentTable({ scores, zone }: InstrumentTableProps) {
  const [all, setAll] = useState(false);
  const rows = scores.map((score, index) => ({
    score,
    before: scores
      .slice(0, index)
      .findLast((each) => each.instrument === score.instrument && each.side === score.side),
  }));
  const latest = rows.toReversed();
  const shown = all ? latest : latest.slice(0, mostShown);
  return (
    <>
      <TableFrame label="Questionnaires and measurements">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">What</th>
            <th scope="col" className={table['number']}>
              Score
            </th>
            <th scope="col">Change</th>
            <th scope="col">Where on the body</th>
            <th scope="col">Said</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ score, before }) => (
            <tr key={score.id}>
              <th scope="row" className={table['nowrap']}>
                {dateText(civilDateAt(score.at, zone))}
              </th>
              <td>{instrumentName(score.instrument)}</td>
              <td className={table['number']}>{scoreText(score.instrument, score.score)}</td>
              <td>{changeText(score, before)}</td>
              <td>{placeText(score)}</td>
              <td>{sources[score.source]}</td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {latest.length > mostShown && (
        <Button variant="subtle" size="xs" mt={6} onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? `Show the latest ${mostShown}` : `Show all ${latest.length}`}
        </Button>
      )}
    </>
  );
}

function placeText({ side, region }: InstrumentScoreView): string {
  const words = [side === null ? null : sideWord(side), region === null ? null : regionWords[region]];
  const known = words.filter((word) => word !== null);
  return known.length === 0 ? '–' : known.join(', ');
}
