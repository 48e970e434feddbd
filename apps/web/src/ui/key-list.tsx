import { keysText, type ActionGroup } from './actions.js';
import classes from './key-list.module.css';

/** The keys of these actions, by group; what has none is left out. */
export function KeyList({ groups }: { readonly groups: readonly ActionGroup[] }) {
  return (
    <div className={classes['groups']}>
      {groups.map(({ name, actions }) => {
        const listed = actions.flatMap((action) => {
          const keys = keysText(action);
          return keys === null ? [] : [{ words: action.words, keys }];
        });
        return listed.length === 0 ? null : (
          <section key={name} className={classes['group']} aria-label={name}>
            <h3>{name}</h3>
            <dl>
              {listed.map(({ words, keys }) => (
                <div key={words}>
                  <dt>{words}</dt>
                  <dd>
                    <kbd className={classes['keys']}>{keys}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}
