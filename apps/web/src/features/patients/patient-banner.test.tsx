import type { PatientView } from '@lull/contracts';
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderInApp } from '../../testing/render.js';
import { PatientBanner } from './patient-banner.js';

const patient: PatientView = {
  id: '1',
  version: 3,
  mergedInto: null,
  mrn: 'MP-1',
  familyName: 'Kaya',
  givenName: 'Elif',
  birthDate: '1966-04-11',
  ageYears: 60,
  deathReportedOn: null,
  sexAtBirth: 'female',
  phone: null,
  email: null,
  language: 'en',
  consentToSms: false,
  consentToEmail: false,
  weightKg: null,
  flags: null,
  readiness: [],
  conditions: [],
  access: { restriction: null, opening: null, closed: false },
};

describe('The banner of a patient', () => {
  it.each([
    [
      'says since when she is reported to have died, and what follows',
      '2026-11-12',
      /Thu 12 Nov 2026.*nothing is booked or sent.*diary is closed/,
    ],
    ['says nothing of it as long as nobody reported it', null, null],
  ])('%s', (_story, deathReportedOn, said) => {
    renderInApp(<PatientBanner patient={{ ...patient, deathReportedOn }} />);
    const notice = screen.queryByText(/Reported to have died/)?.parentElement?.textContent ?? null;
    if (said === null) expect(notice).toBeNull();
    else expect(notice).toMatch(said);
  });
});
