import type { PatientView } from '@lull/contracts';
import { dateText } from '../../ui/clock.js';
import classes from './patient-banner.module.css';
import { sexWords } from './patient-words.js';
import { ReadinessFlags } from './readiness-flags.js';

/** Who this is: birth date, age and MRN beside the name, on every page about a patient (hazard H2). */
export function PatientBanner({ patient }: { readonly patient: PatientView }) {
  return (
    <div className={classes['banner']}>
      <span className="tabular">
        born <strong>{dateText(patient.birthDate).slice(4)}</strong> ({patient.ageYears} years) ·{' '}
        {sexWords[patient.sexAtBirth]} · MRN <strong>{patient.mrn}</strong>
      </span>
      {patient.deathReportedOn !== null && (
        <p className={classes['died']}>
          <strong>Reported to have died</strong> ({dateText(patient.deathReportedOn)}): nothing is booked or
          sent, and the diary is closed. A new series says that it was a mistake.
        </p>
      )}
      <ReadinessFlags kinds={patient.readiness} flags={patient.flags} />
    </div>
  );
}
