import type { DaySectionProps } from './day-section.js';

export function TimeOutSection({ session }: DaySectionProps) {
  return <p>Held once the patient is in the room ({session.state}).</p>;
}
