/** `relief50 1 (2024-01-01)` as one reads it: 50 % relief, version 1 of 2024-01-01. */
export function definitionWords(version: string): string {
  return version.replaceAll(
    /([a-z]+)(\d*) (\d+) \(([\d-]+)\)/g,
    (_, name: string, percent: string, number: string, since: string) =>
      `${percent === '' ? name : `${percent} % ${name}`}, version ${number} of ${since}`,
  );
}
