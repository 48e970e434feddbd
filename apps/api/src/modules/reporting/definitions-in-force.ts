import {
  actualDurationPolicy,
  arrivalPolicy,
  decisionPolicy,
  diarySchedule,
  messageTemplates,
  radiationPolicy,
  reliefDefinition30,
  reliefDefinition50,
  reliefDefinitionHdss1,
  reliefDefinitionHdss2,
  reliefModelPolicy,
  steroidIntervals,
  steroidPolicy,
  survivalPolicy,
  symptomEscalationPolicy,
  symptomTriageDefinition,
  timeOutChecklist,
  typicalRelief,
  vitalSignsPolicy,
  worklistPolicy,
} from '@lull/domain';
import type { JudgingVersionView } from '@lull/contracts';

type Judging = Omit<JudgingVersionView, 'name' | 'own'>;

/** What comes with the product and judges in every practice alike, by what it is about. */
const named: readonly (readonly [name: string, judging: Judging])[] = [
  ['Relief of pain, 50 %', reliefDefinition50],
  ['Relief of pain, 30 %', reliefDefinition30],
  ['Relief of sweating, 2 levels of HDSS', reliefDefinitionHdss2],
  ['Relief of sweating, 1 level of HDSS', reliefDefinitionHdss1],
  ['How long relief will probably last', reliefModelPolicy],
  ['Curves of relief over many patients', survivalPolicy],
  ['What is usual after an injection', typicalRelief],
  ['When a decision is asked for', decisionPolicy],
  ['When a patient is asked about pain', diarySchedule],
  ['How urgent a symptom from home is', symptomTriageDefinition],
  ['When further people are told of a symptom', symptomEscalationPolicy],
  ['Steroid doses', steroidPolicy],
  ['Intervals between steroids', steroidIntervals],
  ['X-ray dose', radiationPolicy],
  ['What is asked at the door', arrivalPolicy],
  ['Vital signs before the procedure', vitalSignsPolicy],
  ['Time-out', timeOutChecklist],
  ['When somebody is put on a worklist', worklistPolicy],
  ['How long visits really take', actualDurationPolicy],
  ['Texts of messages', messageTemplates],
];

export const definitionsInForce: readonly JudgingVersionView[] = named.map(
  ([name, { version, author, effectiveFrom }]) => ({ name, version, author, effectiveFrom, own: false }),
);
