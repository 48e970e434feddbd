import { accept, type Decision, type Refusal } from '../decision.js';
import type { Side } from '../series/side.js';
import type { CivilDate } from '../time/zone.js';
import { isAuthorisedFor } from './authorisation-units.js';

export interface AuthorisationEntry {
  readonly side: Side;
  readonly codes: readonly string[];
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate;
}

/**
 * LEDGER-13: an authorisation is written down for a series whose side and codes it names, and ends after it begins. Not
 * overridable: what a payer wrote for the other leg is another series', or a mistake to be asked about (hazard H1).
 */
export function checkAuthorisation(
  entry: AuthorisationEntry,
  series: { readonly side: Side; readonly procedureCode: string; readonly billingCodes: readonly string[] },
): Decision<AuthorisationEntry> {
  const { side, codes, validFrom, validTo } = entry;
  const refusals: Refusal[] = [];
  if (!isAuthorisedFor({ side, codes: [] }, series))
    refusals.push({
      code: 'ledger.entry-side-disagrees',
      facts: { side, seriesSide: series.side },
      overridable: false,
      remedy: { code: 'correct-entry', facts: { entry: 'side' } },
    });
  if (!isAuthorisedFor({ side: 'both', codes }, series))
    refusals.push({
      code: 'ledger.entry-codes-disagree',
      facts: {
        codes: codes.join(', '),
        procedureCode: series.procedureCode,
        billingCodes: series.billingCodes.join(', '),
      },
      overridable: false,
      remedy: { code: 'correct-entry', facts: { entry: 'codes' } },
    });
  if (validFrom > validTo)
    refusals.push({
      code: 'ledger.entry-validity-reversed',
      facts: { validFrom, validTo },
      overridable: false,
      remedy: { code: 'correct-entry', facts: { entry: 'validTo' } },
    });
  return refusals.length > 0 ? { accepted: false, refusals } : accept(entry);
}
