import { dateText } from './clock.js';
import classes from './patient-line.module.css';

interface PatientLineProps {
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly mrn: string;
}

/** Two identifiers beside the name, always: names alone have been mistaken. */
export function PatientLine({ familyName, givenName, birthDate, mrn }: PatientLineProps) {
  return (
    <span className={classes['line']}>
      <span className={classes['name']}>
        {familyName}, {givenName}
      </span>
      <span className={`${classes['ids']} tabular`}>
        born {dateText(birthDate).slice(4)} · {mrn}
      </span>
    </span>
  );
}
