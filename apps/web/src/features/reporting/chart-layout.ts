export type Scale = (value: number) => number;

/** The letter that tells a line from the others, on it and before its name. */
export function letterOf(index: number): string {
  return String.fromCodePoint(65 + index);
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Text of 11 px in lines no longer than a width: a drawing breaks no lines by itself. */
export function wrapped(text: string, width: number): readonly string[] {
  const most = Math.max(20, Math.floor(width / 6));
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length + 1 <= most)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
