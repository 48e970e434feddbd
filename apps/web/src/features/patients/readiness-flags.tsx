import {
  IconAlertTriangle,
  IconBabyCarriage,
  IconDroplet,
  IconDropletOff,
  IconQuestionMark,
  IconThermometer,
  IconVaccine,
  type Icon,
} from '@tabler/icons-react';
import type { ClinicalFlagView } from '@lull/contracts';
import { allergyText } from './patient-words.js';
import classes from './readiness-flags.module.css';

const looks: Readonly<Record<string, { readonly word: string; readonly icon: Icon }>> = {
  'allergy-listed': { word: 'allergy', icon: IconAlertTriangle },
  'allergy-not-asked': { word: 'allergies not asked', icon: IconQuestionMark },
  anticoagulant: { word: 'anticoagulant', icon: IconDropletOff },
  diabetes: { word: 'diabetes', icon: IconDroplet },
  'pregnancy-possible': { word: 'pregnancy possible', icon: IconBabyCarriage },
  'glp-1': { word: 'GLP-1 drug', icon: IconVaccine },
  infection: { word: 'infection', icon: IconThermometer },
  'contrast-reaction': { word: 'reaction to contrast', icon: IconAlertTriangle },
};

interface ReadinessFlagsProps {
  readonly kinds: readonly string[];
  /** For those who may read them: an allergy is then named with its substance. */
  readonly flags: readonly ClinicalFlagView[] | null;
}

/** What booking needs to know, as words with icons; the substances of allergies for clinicians, notes for nobody. */
export function ReadinessFlags({ kinds, flags }: ReadinessFlagsProps) {
  if (kinds.length === 0) return null;
  return (
    <ul className={classes['flags']} aria-label="To know before booking">
      {kinds.map((kind) => {
        const { word, icon: Symbol } = looks[kind] ?? { word: kind, icon: IconAlertTriangle };
        return (
          <li key={kind} className={classes['flag']} data-open={kind === 'allergy-not-asked'}>
            <Symbol size={14} aria-hidden />
            {kind === 'allergy-listed' && flags !== null ? `allergy: ${allergyText(flags)}` : word}
          </li>
        );
      })}
    </ul>
  );
}
