import type { ReactNode } from 'react';
import { helpPlaces, type Guide, type HelpPlace } from './guides.js';
import classes from './help.module.css';

export type RenderPlace = (to: (typeof helpPlaces)[HelpPlace]['to'], words: string) => ReactNode;

interface GuideListProps {
  readonly title: string;
  readonly guides: readonly Guide[];
  readonly renderPlace: RenderPlace;
}

/** What one role does, in steps that lead into the product. */
export function GuideList({ title, guides, renderPlace }: GuideListProps) {
  return (
    <section aria-label={title} className={classes['role']}>
      <h2>{title}</h2>
      <div className={classes['guides']}>
        {guides.map((guide) => (
          <article key={guide.title} className={classes['guide']} aria-label={guide.title}>
            <h3>{guide.title}</h3>
            <ol>
              {guide.steps.map(({ at, words }) => {
                const place = helpPlaces[at];
                return (
                  <li key={words} data-place={at}>
                    {spoken(words)}{' '}
                    <span className={classes['place']}>
                      {renderPlace(place.to, place.name)}
                      {'below' in place && <> → {place.below}</>}
                    </span>
                  </li>
                );
              })}
            </ol>
          </article>
        ))}
      </div>
    </section>
  );
}

/** Words between asterisks stand on the page that the step is about. */
function spoken(words: string): ReactNode[] {
  return words
    .split('*')
    .map((part, index) => (index % 2 === 1 ? <strong key={`${index} ${part}`}>{part}</strong> : part));
}
