import { describe, expect, it } from 'vitest';
import { staffText } from './staff-texts.js';

const about = {
  practice: 'Elm Street',
  link: 'https://lull.example/invitation#t',
  notAfter: Date.UTC(2026, 10, 30, 9, 5),
};

describe('mail to members', () => {
  it.each([
    ['member-invitation', 'en', 'Elm Street invites you to Lull', 'until Mon 30 Nov, 09:05 UTC'],
    ['member-invitation', 'es', 'Elm Street le invita a Lull', 'hasta el lun, 30 nov, 09:05 UTC'],
    ['password-reset', 'en', 'A new password for Lull', 'until Mon 30 Nov, 09:05 UTC'],
    ['password-reset', 'es', 'Una contraseña nueva para Lull', 'hasta el lun, 30 nov, 09:05 UTC'],
  ] as const)('%s in %s', (kind, language, subject, ends) => {
    const text = staffText({ kind, language, ...about });
    expect(text.subject).toBe(subject);
    expect(text.body).toContain(ends);
    expect(text.body).toContain(`\n${about.link}\n`);
    expect(text.body).toContain('Elm Street');
  });
});
