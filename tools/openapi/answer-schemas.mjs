/**
 * What every handler of the API answers, as JSON Schema, read from the handlers' own declared types: nobody
 * writes it down a second time. Part of the build, because the types are gone when the API runs.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

import { TypeSchemas } from './type-schemas.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const api = join(root, 'apps', 'api');
const httpMethods = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Sse', 'Head', 'Options', 'All'];
/** What is answered is text of its own kind (CSV, events), and the decorator says so. */
const otherMedia = ['ApiProduces', 'Sse'];

/** Where the API reads it. */
const answersFile = join(api, 'dist', 'openapi', 'answers.json');

/** @typedef {{ handlers: Record<string, import('./type-schemas.mjs').Schema | null>, schemas: Record<string, import('./type-schemas.mjs').Schema> }} Answers */

/** @returns {Answers} */
function readAnswers() {
  const sources = readdirSync(join(api, 'src'), { recursive: true, encoding: 'utf8' });
  const controllers = sources
    .filter((path) => path.endsWith('.controller.ts'))
    .map((path) => join(api, 'src', path));
  const problem = join(root, 'libs', 'contracts', 'src', 'problem.ts');
  const { config } = ts.readConfigFile(join(api, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, api);
  const program = ts.createProgram([...controllers, problem], {
    ...options,
    noEmit: true,
    customConditions: ['@lull/source'],
  });
  const checker = program.getTypeChecker();
  const types = new TypeSchemas(checker);

  /** @type {Answers['handlers']} */
  const handlers = {};
  for (const path of controllers) {
    const source = program.getSourceFile(path);
    for (const statement of source?.statements ?? []) {
      if (!ts.isClassDeclaration(statement) || statement.name === undefined) continue;
      for (const member of statement.members) {
        if (!ts.isMethodDeclaration(member) || !isDecorated(member, httpMethods)) continue;
        const name = `${statement.name.text}.${member.name.getText()}`;
        const signature = checker.getSignatureFromDeclaration(member);
        if (signature === undefined) throw new Error(`${name} has no signature.`);
        handlers[name] = isDecorated(member, otherMedia)
          ? null
          : types.ofAnswer(checker.getReturnTypeOfSignature(signature), name);
      }
    }
  }
  types.addExported(program.getSourceFile(problem), 'ProblemView');
  return { handlers, schemas: types.named() };
}

/** @param {ts.MethodDeclaration} method @param {readonly string[]} names */
function isDecorated(method, names) {
  return (ts.getDecorators(method) ?? []).some(
    ({ expression }) => ts.isCallExpression(expression) && names.includes(expression.expression.getText()),
  );
}

/** Writes what the API reads when it describes itself. */
export function writeAnswers() {
  mkdirSync(dirname(answersFile), { recursive: true });
  writeFileSync(answersFile, JSON.stringify(readAnswers()));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeAnswers();
