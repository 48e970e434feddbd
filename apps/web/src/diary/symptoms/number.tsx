import type { DiaryPageView } from '@lull/contracts';
import { useTexts } from '../words/page-texts.js';
import { phoneText } from '../words/times.js';

interface ClinicNumberProps {
  readonly clinic: DiaryPageView['clinic'];
}

/** The number to call, as a link that calls. A clinic that has given none: nothing is invented (clinical 3.12). */
export function ClinicNumber({ clinic: { phone, outOfHoursText } }: ClinicNumberProps) {
  const words = useTexts();
  return (
    <>
      {phone !== null && (
        <a className="call" href={`tel:${phone}`}>
          {words.call(phoneText(phone))}
        </a>
      )}
      {outOfHoursText !== null && (
        <p>
          <b>{words.outOfHours}</b> {outOfHoursText}
        </p>
      )}
    </>
  );
}
