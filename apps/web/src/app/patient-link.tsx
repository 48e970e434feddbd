import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** The name of a patient in a table, as a link; for features that know no routes. */
export function patientAnchor(id: string, name: ReactNode): ReactNode {
  return (
    <Link to="/patients/$id" params={{ id }} preload={false}>
      {name}
    </Link>
  );
}

/** A whole line about a patient that leads to their page. */
export function patientLink(id: string, line: ReactNode): ReactNode {
  return (
    <Link to="/patients/$id" params={{ id }} className="plain-link" preload={false}>
      {line}
    </Link>
  );
}
