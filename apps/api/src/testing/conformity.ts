import { isDeepStrictEqual } from 'node:util';

type Schema = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const typeOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/**
 * Where a value is not what a response of the OpenAPI document says; empty: it conforms. Knows the keywords
 * that the document uses of answers, and takes a field that the schema does not name for a fault.
 */
export function conformityFaults(document: unknown, response: unknown, value: unknown): string[] {
  const contents =
    isRecord(response) && isRecord(response['content']) ? Object.values(response['content']) : [];
  const [content] = contents;
  if (!isRecord(content) || !isRecord(content['schema'])) return ['the response has no schema'];
  return faults(document, content['schema'], value, '');
}

function faults(document: unknown, schema: Schema, value: unknown, at: string): string[] {
  const {
    $ref: reference,
    anyOf,
    type,
    enum: values,
    items,
    prefixItems,
    properties,
    required,
    additionalProperties,
  } = schema;
  if (typeof reference === 'string') return faults(document, resolved(document, reference), value, at);
  if (Array.isArray(anyOf)) {
    const tried = anyOf.map((each: Schema) => faults(document, each, value, at));
    return tried.some((each) => each.length === 0)
      ? []
      : [`${at}: none of its forms (${tried.flat().join('; ')})`];
  }
  if (Array.isArray(values)) return values.includes(value) ? [] : [`${at}: not one of the values`];
  if ('const' in schema) return isDeepStrictEqual(schema['const'], value) ? [] : [`${at}: not the value`];
  if (typeof type === 'string' && type !== typeOf(value))
    return [`${at}: ${typeOf(value)} instead of ${type}`];
  if (Array.isArray(value)) {
    return value.flatMap((each: unknown, index) => {
      const item: unknown = Array.isArray(prefixItems) ? prefixItems[index] : items;
      return isRecord(item) ? faults(document, item, each, `${at}/${index}`) : [];
    });
  }
  if (!isRecord(value) || !isRecord(properties)) return [];
  const missing = (Array.isArray(required) ? required : [])
    .filter((name) => typeof name === 'string' && !(name in value))
    .map((name) => `${at}/${String(name)}: missing`);
  return [
    ...missing,
    ...Object.entries(value).flatMap(([name, member]) => {
      const own = properties[name] ?? additionalProperties;
      return isRecord(own)
        ? faults(document, own, member, `${at}/${name}`)
        : [`${at}/${name}: not in the schema`];
    }),
  ];
}

function resolved(document: unknown, reference: string): Schema {
  let found: unknown = document;
  for (const part of reference.split('/').slice(1)) found = isRecord(found) ? found[part] : undefined;
  if (!isRecord(found)) throw new Error(`${reference} leads nowhere.`);
  return found;
}
