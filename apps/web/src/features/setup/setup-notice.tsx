import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import notice from '../../ui/notice.module.css';
import { setupQuery } from './setup.queries.js';
import classes from './setup.module.css';

/** While a practice is being set up: how far it is, and the way back to where one was. */
export function SetupNotice({ renderLink }: { readonly renderLink: (words: string) => ReactNode }) {
  const { data: setup } = useQuery(setupQuery);
  if (setup?.running !== true) return null;
  const left = setup.steps.filter(({ state }) => state === 'open').length;
  return (
    <div className={classes['banner']}>
      <div className={notice['note']} role="status">
        <div className={notice['text']}>
          {setup.practice} is being set up: {left === 1 ? 'one step is' : `${left} steps are`} still to do.{' '}
          {renderLink('Go on with the set-up')}
        </div>
      </div>
    </div>
  );
}
