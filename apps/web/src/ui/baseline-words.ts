/** Where a baseline was taken from (BAS-01), in a few words. */
export const baselineSourceWords: Readonly<Record<string, string>> = {
  'carried-forward': 'carried forward',
  'diary-median-7d': 'diary, 7 days',
  'check-in': 'check-in',
  'clinic-14d': 'clinic, 14 days',
  'series-baseline': 'from #1',
  missing: 'missing',
};
