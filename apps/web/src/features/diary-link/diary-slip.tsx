import type { NewPatientLinkView, PatientView } from '@lull/contracts';
import { clockParts } from '@lull/domain';
import { createPortal } from 'react-dom';
import classes from './diary-link.module.css';
import { QrCode } from '../../ui/qr-code.js';
import { slipLanguage, slipTexts } from './slip-texts.js';

interface DiarySlipProps {
  readonly link: NewPatientLinkView;
  readonly patient: Pick<PatientView, 'givenName' | 'language'>;
  readonly zone: string;
}

/** On paper alone, in the patient's language: the first name and the code, nothing that says of what. */
export function DiarySlip({ link, patient, zone }: DiarySlipProps) {
  const language = slipLanguage(patient.language);
  const texts = slipTexts[language];
  const { weekday, date } = clockParts(link.expiresAt, zone, language);
  return createPortal(
    <div className={classes['slip']} lang={language}>
      <h1>{texts.title}</h1>
      <p>{texts.greeting(patient.givenName)}</p>
      <ol>
        {texts.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <QrCode text={link.url} label={texts.code} />
      <p>{texts.until(`${weekday} ${date}`)}</p>
      <p>{texts.privately}</p>
      <small>{link.url}</small>
    </div>,
    document.body,
  );
}
