import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** For features that show patients and know no routes. */
export function patientLink(id: string, line: ReactNode): ReactNode {
  return (
    <Link to="/patients/$id" params={{ id }} className="plain-link" preload={false}>
      {line}
    </Link>
  );
}
