import { dateText } from './clock.js';
import { DiedMark } from './died-mark.js';
import classes from './patient-line.module.css';

interface PatientLineProps {
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly mrn: string;
  readonly died?: boolean;
}

/** Two identifiers beside the name, always: names alone have been mistaken. */
export function PatientLine({ familyName, givenName, birthDate, mrn, died = false }: PatientLineProps) {
  return (
    <span className={classes['line']}>
      <span className={classes['name']}>
        {familyName}, {givenName}
        {died && <DiedMark />}
      </span>
      <span className={`${classes['ids']} tabular`}>
        born {dateText(birthDate).slice(4)} · {mrn}
      </span>
    </span>
  );
}
