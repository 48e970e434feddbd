import type { DiaryPageView } from '@lull/contracts';
import type { Diary } from '../use-diary.js';
import { useTexts } from '../words/page-texts.js';
import { Visit } from './visit.js';

interface VisitsProps {
  readonly diary: Diary;
  readonly page: DiaryPageView;
}

/** The own visits that lie ahead, next first. */
export function Visits({ diary, page }: VisitsProps) {
  const words = useTexts();
  return (
    <section className="card">
      <h2>{words.visits}</h2>
      {page.sessions.length === 0 ? (
        <p>{words.noVisits}</p>
      ) : (
        <ul className="visits">
          {page.sessions.map((visit) => (
            <li key={visit.id}>
              <Visit {...{ diary, visit }} clinic={page.clinic} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
