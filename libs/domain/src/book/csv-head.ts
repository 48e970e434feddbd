/** What a file begins with: its header and its first rows, each as the texts of its cells. */
export interface CsvHead {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * The header and at most `most` rows of a CSV (RFC 4180; any line ending, with or without a byte-order mark), for
 * somebody to look at before it is sent. It judges nothing: a quotation mark that is never closed ends with the text.
 */
export function csvHead(text: string, most: number): CsvHead {
  const [header = [], ...rows] = csvRecords(text.replace(/^\uFEFF/, ''), most + 1);
  return { header: header.map((name) => name.trim()), rows };
}

function csvRecords(text: string, most: number): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let quoted = false;
  const endRecord = (): void => {
    record.push(cell);
    if (record.length > 1 || record[0] !== '') records.push(record);
    record = [];
    cell = '';
  };
  for (let at = 0; at < text.length && records.length < most; at += 1) {
    const letter = text[at] ?? '';
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === ',') {
      record.push(cell);
      cell = '';
    } else if (letter === '\n' || letter === '\r') endRecord();
    else cell += letter;
  }
  if (records.length < most && (cell !== '' || record.length > 0)) endRecord();
  return records;
}
