import { describe, expect, it } from 'vitest';
import { noon, ownSession } from '../../testing/given-diary.js';
import { calendarFile } from './calendar-file.js';

const file = calendarFile(ownSession(), {
  title: 'Visit: Test clinic; on time, please',
  description: `It begins: …\n${'Después de esta hora no coma nada. '.repeat(6)}`,
  now: noon,
});

describe('the calendar file of a visit', () => {
  it('begins when the patient is to be there, in UTC', () => {
    expect(file).toContain('\r\nDTSTART:20991208T163000Z\r\n');
    expect(file).toContain('\r\nUID:00000000-0000-4000-8000-000000000001@lull\r\n');
  });

  it('escapes what has a meaning of its own, and keeps line breaks inside the text', () => {
    expect(file).toContain('SUMMARY:Visit: Test clinic\\; on time\\, please');
    expect(file).toContain('It begins: …\\nDespués');
  });

  it('has no line longer than 75 octets, and loses no letter to the folding', () => {
    const lines = file.split('\r\n');
    expect(Math.max(...lines.map((line) => new TextEncoder().encode(line).length))).toBeLessThanOrEqual(75);
    expect(file.replaceAll('\r\n ', '')).toContain('Después de esta hora no coma nada. Después');
  });

  it('names neither the procedure nor an end that nobody knows', () => {
    expect(file).not.toMatch(/DTEND|DURATION|block|injection/i);
  });
});
