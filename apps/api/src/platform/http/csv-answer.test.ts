import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerCsv } from './csv-answer.js';

const cells = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '\uFF1D1', 'plain', 'O"Neil, Jane', ''];
const app = express();
app.get('/cells', async (_request, response) => answerCsv(response, 'cells.csv', [[...cells, -5, null]]));
app.get('/broken', async (_request, response) => {
  await answerCsv(
    response,
    'broken.csv',
    (async function* () {
      yield Array.from({ length: 50_000 }, () => 'a cell');
      throw new Error('the database went away');
    })(),
  ).catch(() => undefined);
});
const server = createServer(app);
let origin = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe('a CSV file', () => {
  it('turns what a spreadsheet would execute into text, and leaves the rest as it is', async () => {
    const [line] = parse(await (await fetch(`${origin}/cells`)).text(), { bom: true });
    expect(line).toEqual([
      "'=1+1",
      "'+1",
      "'-1",
      "'@SUM(A1)",
      "'\tx",
      "'\rx",
      "'\nx",
      "'\uFF1D1",
      'plain',
      'O"Neil, Jane',
      '',
      '-5',
      '',
    ]);
  });

  it('breaks off visibly when it cannot be finished', async () => {
    await expect(fetch(`${origin}/broken`).then((answer) => answer.text())).rejects.toThrow('terminated');
  });
});
