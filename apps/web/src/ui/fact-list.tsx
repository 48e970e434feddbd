import { useId, type ReactNode } from 'react';
import classes from './fact-list.module.css';

interface FactListProps {
  readonly title?: string;
  readonly facts: readonly { readonly term: string; readonly fact: ReactNode }[];
}

/** Terms with their facts, in two quiet columns. */
export function FactList({ title, facts }: FactListProps) {
  const id = useId();
  return (
    <section aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && (
        <h3 id={id} className={classes['title']}>
          {title}
        </h3>
      )}
      <dl className={`${classes['list']} tabular`}>
        {facts.map(({ term, fact }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
