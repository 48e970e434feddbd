import { roles } from '@lull/contracts';
import { asPatient, givenLink } from './given-diary.js';
import { sweep, type Question, type Sweep } from './sweep.js';
import { givenMember, type TestApp } from './test-app.js';

type Schema = Readonly<Record<string, unknown>>;

/** As much of the OpenAPI document as says what may be sent. */
export interface RequestDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas?: Readonly<Record<string, Schema>> };
}

interface Operation {
  readonly security?: readonly object[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
}

/** Ids of rows that stand, by the name of a field (`seriesId`) or of a path's segment (`series`). */
export type StandingIds = Readonly<Record<string, string>>;

/** Texts of which one satisfies every pattern of the contracts. */
const texts = [
  'Words',
  '2030-06-03',
  '2030-06-03T14:00:00Z',
  '+15551234567',
  'en',
  'G90.522',
  '1',
  'someone@example.org',
];
const nobody = '00000000-0000-4000-8000-000000000000';
/** Below the limit of a body, above that of every field; in an address, below what Node.js reads. */
const huge = { body: 'x'.repeat(100_000), query: 'x'.repeat(5_000) };

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly Schema[] => (Array.isArray(value) ? value.filter(isObject) : []);
/** An object of which no field is wanted: an empty one is right then. */
const mayBeEmpty = ({ properties, required }: Schema): boolean =>
  isObject(properties) && (!Array.isArray(required) || required.length === 0);
const mayBeNull = (schema: Schema): boolean => list(schema['anyOf']).some(({ type }) => type === 'null');

const refused: Question['expected'] = ['422', (status) => status === 422];
const notBroken: Question['expected'] = ['anything but a failure', (status) => status < 500];

/** One value in the place of one field. */
interface Spoilt {
  readonly value: object;
  readonly expected: Question['expected'];
}

/** Makes calls that are right as far as the document tells, and spoils one field at a time. */
class Spoiler {
  constructor(
    private readonly document: RequestDocument,
    private readonly ids: StandingIds,
  ) {}

  /** What the schema allows; ids are those of rows that stand, where the field's name says of what. */
  sample(schema: Schema, name: string): unknown {
    const { type, enum: values, items, format, minimum, properties } = this.resolved(schema);
    if (Array.isArray(values)) return values[0];
    if (isObject(properties))
      return Object.fromEntries(
        this.fieldsOf(schema).map(([field, own]) => [field, this.sample(own, field)]),
      );
    if (type === 'array') return [this.sample(isObject(items) ? items : {}, name)];
    if (type === 'boolean') return true;
    if (format === 'uuid') return this.ids[name] ?? nobody;
    if (type === 'integer' || type === 'number') return typeof minimum === 'number' ? minimum : 1;
    return texts.find((text) => this.matches(schema, text)) ?? 'Words';
  }

  /** Every field, in lists and objects within too, as null, empty, of another kind, and huge. */
  spoilt(schema: Schema, right: unknown): Spoilt[] {
    if (!isObject(right)) return [];
    return this.fieldsOf(schema).flatMap(([name, field]): Spoilt[] => {
      const own = this.resolved(field);
      const held = right[name];
      const put = (value: unknown, expected = refused): Spoilt => ({
        value: { ...right, [name]: value },
        expected,
      });
      const inside: Spoilt[] =
        own['type'] === 'array' && isObject(own['items']) && Array.isArray(held)
          ? this.spoilt(own['items'], held[0]).map(({ value, expected }) => put([value], expected))
          : this.spoilt(own, held).map(({ value, expected }) => put(value, expected));
      return [
        put(null, mayBeNull(field) ? notBroken : refused),
        put('', notBroken),
        put([], own['type'] === 'array' ? notBroken : refused),
        put({}, mayBeEmpty(own) ? notBroken : refused),
        // A whole file may be as long as that.
        put(huge.body, Number(own['maxLength'] ?? 0) >= huge.body.length ? notBroken : refused),
        ...inside,
      ];
    });
  }

  private fieldsOf(schema: Schema): [string, Schema][] {
    const { properties } = this.resolved(schema);
    return isObject(properties)
      ? Object.entries(properties).filter((entry): entry is [string, Schema] => isObject(entry[1]))
      : [];
  }

  private matches(schema: Schema, text: string): boolean {
    const { pattern, allOf, format } = this.resolved(schema);
    const patterns = [pattern, ...list(allOf).map((each) => each['pattern'])];
    return (
      (format !== 'email' || text.includes('@')) &&
      patterns.every((each) => typeof each !== 'string' || new RegExp(each, 'u').test(text))
    );
  }

  /** The schema that a reference or a nullable one is about. */
  private resolved(schema: Schema): Schema {
    const { $ref: reference, anyOf } = schema;
    if (typeof reference === 'string') {
      const found = this.document.components.schemas?.[reference.split('/').at(-1) ?? ''];
      if (found === undefined) throw new Error(`${reference} leads nowhere.`);
      return this.resolved(found);
    }
    const [value] = list(anyOf).filter(({ type }) => type !== 'null');
    return value === undefined ? schema : this.resolved(value);
  }
}

/**
 * No field of any request breaks the product: a member with every role, or the patient on the own page, sends each call with one field spoilt
 * at a time, to rows that stand. What the document does not allow is refused as 422; what it does may be done.
 */
export async function sweepHostileFields(
  test: TestApp,
  practiceId: string,
  document: RequestDocument,
  ids: StandingIds,
): Promise<Sweep> {
  const spoiler = new Spoiler(document, ids);
  const [first, ...rest] = roles;
  const member = await givenMember(test, practiceId, first, ...rest);
  const link = await givenLink(test, member, ids['patientId'] ?? '');
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const questions = await Promise.all(
    operations.map(async ({ path, method, operation }): Promise<Question[]> => {
      const body = operation.requestBody?.content['application/json'].schema;
      const query = (operation.parameters ?? []).filter((each) => each.in === 'query');
      if (body === undefined && query.length === 0) return [];
      // A sign-in of its own for each, so that no limit of calls answers instead.
      const ofPatient = operation.security?.some((each) => 'patientAccess' in each) ?? false;
      const caller = ofPatient
        ? await asPatient(test, link)
        : test.as(await givenMember(test, practiceId, first, ...rest));
      const at = filled(path, ids);
      const question = (address: string, { value, expected }: Spoilt): Question => ({
        caller,
        as: `${ofPatient ? 'the patient' : 'every role'}, with ${summary(value)}`,
        method,
        path: address,
        sent: value,
        expected,
      });
      const bodies =
        body === undefined
          ? []
          : spoiler.spoilt(body, spoiler.sample(body, '')).map((each) => question(at, each));
      const needed = query
        .filter((each) => each.required === true)
        .map(({ name, schema }): [string, string] => [name, String(spoiler.sample(schema, name))]);
      const queries = query.flatMap(({ name }) =>
        ['', 'null', '[]', huge.query].map((text) => {
          const asked: [string, string][] = [...needed.filter(([each]) => each !== name), [name, text]];
          return question(`${at}?${new URLSearchParams(asked).toString()}`, {
            value: {},
            expected: text === huge.query ? refused : notBroken,
          });
        }),
      );
      return [...bodies, ...queries];
    }),
  );
  return sweep(questions.flat());
}

/** A parameter of a path means the row that the segment before it is about. */
function filled(path: string, ids: StandingIds): string {
  return path
    .split('/')
    .map((part, index, parts) => {
      if (!part.startsWith('{')) return part;
      return part === '{date}' ? '2030-06-03' : (ids[parts[index - 1] ?? ''] ?? nobody);
    })
    .join('/');
}

function summary(sent: object): string {
  return JSON.stringify(sent, (_, value: unknown) =>
    typeof value === 'string' && value.length > 40 ? `${value.slice(0, 3)}... (${value.length})` : value,
  );
}
