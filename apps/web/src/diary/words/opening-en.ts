/** What the page says before it is anybody's: every telephone loads this, and the rest while its reader answers. */
export const openingEn = {
  title: 'My diary',
  greeting: (name: string) => `Hello, ${name}`,
  opening: 'One moment…',
  close: 'Close my page',
  notReached: 'There is no network just now. Please try again in a moment.',
  failed: 'This did not work. Please try again, or call your clinic.',
  tooMany: 'Too many tries. Please wait 15 minutes, then try again.',

  birthDate: 'When were you born?',
  birthDateWhy: 'We ask so that nobody else can see your page.',
  day: 'Day',
  month: 'Month',
  year: 'Year',
  open: 'Open my page',
  notADate: 'Please enter the day, the month and the year, for example 14 March 1968.',
  notAccepted:
    'This did not work. Please check your birth date. If it is right, your link has ended: ask your clinic for a new one.',
  ended:
    'To keep your page safe, it closes after 30 minutes. Please enter your birth date again. What you wrote is kept.',

  linkTitle: 'Please open your link again',
  linkWhy:
    'Your page opens with the link from your clinic. This phone does not keep it, so that nobody else can use it.',
  linkWhere: 'Tap the link in the message from your clinic, or scan the code on your paper.',
  linkPaste: 'Or paste the link here',
  linkUse: 'Use this link',
  linkNot: 'This is not a link to the diary. It ends with # and some letters.',
  linkOffline: 'There is no network just now. Your page opens again when it is back.',
  goodbye: 'Your page is closed.',

  waiting: (count: number) =>
    count === 1
      ? '1 answer is saved here and will be sent.'
      : `${count} answers are saved here and will be sent.`,
  largeText: 'Large text',
  theme: 'Colors',
  themes: { auto: 'Automatic', light: 'Light', dark: 'Dark' },
};

export type OpeningTexts = typeof openingEn;
