import type { DaySectionProps } from './day-section.js';

export function VitalsSection({ session }: DaySectionProps) {
  return <p>Measured once the patient is here ({session.state}).</p>;
}
