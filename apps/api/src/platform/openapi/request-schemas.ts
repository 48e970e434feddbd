import { plainToInstance } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';

/** A JSON Schema; a value of it is one of its keywords. */
export type Schema = Readonly<Record<string, unknown>>;
export type RequestClass = new () => object;

type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/** What each rule of class-validator means as JSON Schema. A rule that is not here is an error, never left out. */
const keywordsOf: Readonly<Record<string, (first: unknown, second: unknown) => Schema>> = {
  isString: () => ({ type: 'string' }),
  isBoolean: () => ({ type: 'boolean' }),
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  isArray: () => ({ type: 'array' }),
  isObject: () => ({ type: 'object' }),
  isNotEmptyObject: () => ({ minProperties: 1 }),
  isUuid: () => ({ type: 'string', format: 'uuid' }),
  isEmail: () => ({ type: 'string', format: 'email' }),
  // A date or an instant: the pattern beside it says which.
  isIso8601: () => ({ type: 'string' }),
  isIn: (values) => ({ enum: values }),
  matches: (pattern) => ({
    type: 'string',
    pattern: pattern instanceof RegExp ? pattern.source : String(pattern),
  }),
  isLength: (least, most) => ({ type: 'string', minLength: least, maxLength: most }),
  minLength: (least) => ({ type: 'string', minLength: least }),
  maxLength: (most) => ({ type: 'string', maxLength: most }),
  min: (least) => ({ minimum: least }),
  max: (most) => ({ maximum: most }),
  arrayMinSize: (least) => ({ type: 'array', minItems: least }),
  arrayMaxSize: (most) => ({ type: 'array', maxItems: most }),
  arrayUnique: () => ({ type: 'array', uniqueItems: true }),
};

/** Request classes as JSON Schema, from the very rules that calls are checked by. */
export class RequestSchemas {
  private readonly known = new Map<string, { readonly of: RequestClass; readonly schema: Schema }>();

  /** Every class met so far, by name. */
  named(): Readonly<Record<string, Schema>> {
    return Object.fromEntries([...this.known].map(([name, { schema }]) => [name, schema]));
  }

  reference(of: RequestClass): Schema {
    const known = this.known.get(of.name);
    if (known !== undefined && known.of !== of)
      throw new Error(`Two requests are called ${of.name}: rename one.`);
    if (known === undefined) this.known.set(of.name, { of, schema: this.object(of) });
    return { $ref: `#/components/schemas/${of.name}` };
  }

  /** Each field with its schema, and whether it must be there. */
  fields(of: RequestClass): ReadonlyMap<string, { readonly schema: Schema; readonly required: boolean }> {
    const rules = getMetadataStorage().getTargetValidationMetadatas(of, '', true, false);
    const names = [...new Set(rules.map((rule) => rule.propertyName))];
    return new Map(
      names.map((name) => [
        name,
        this.field(
          of,
          name,
          rules.filter((rule) => rule.propertyName === name),
        ),
      ]),
    );
  }

  private object(of: RequestClass): Schema {
    const fields = [...this.fields(of)];
    const required = fields.filter(([, field]) => field.required).map(([name]) => name);
    return {
      type: 'object',
      properties: Object.fromEntries(fields.map(([name, { schema }]) => [name, schema])),
      ...(required.length > 0 && { required }),
      additionalProperties: false,
    };
  }

  private field(
    of: RequestClass,
    name: string,
    rules: readonly Rule[],
  ): { readonly schema: Schema; readonly required: boolean } {
    const conditions = rules.filter((rule) => rule.type === 'conditionalValidation');
    const nullable = conditions.some((rule) => rule.name === 'isOptional');
    const nested = rules.some((rule) => rule.type === 'nestedValidation');
    const checks = rules.filter((rule) => rule.type === 'customValidation');
    const own = merged(checks.filter((rule) => !rule.each).map((rule) => keywords(of, rule)));
    const ofItems = merged(checks.filter((rule) => rule.each).map((rule) => keywords(of, rule)));
    const inside = nested ? this.reference(nestedClass(of, name, own['type'] === 'array')) : ofItems;
    const isList = own['type'] === 'array';
    const value: Schema = isList ? { ...own, items: inside } : nested ? inside : own;
    return {
      required: conditions.length === 0,
      schema: nullable ? { anyOf: [value, { type: 'null' }] } : value,
    };
  }
}

function keywords(of: RequestClass, rule: Rule): Schema {
  const meaning = keywordsOf[rule.name ?? ''];
  if (meaning === undefined)
    throw new Error(
      `${of.name}.${rule.propertyName}: the rule ${rule.name ?? rule.type} has no meaning in the OpenAPI document yet.`,
    );
  const constraints: readonly unknown[] = rule.constraints ?? [];
  return meaning(constraints[0], constraints[1]);
}

/** All keywords in one schema; a second pattern stands beside the first. */
function merged(schemas: readonly Schema[]): Schema {
  const patterns = schemas.filter((schema) => 'pattern' in schema);
  const more = patterns.slice(1).map(({ pattern }) => ({ pattern }));
  const rest = schemas.filter((schema) => !patterns.includes(schema) || schema === patterns[0]);
  return { ...Object.assign({}, ...rest), ...(more.length > 0 && { allOf: more }) };
}

/** The class that `@Type` names for a field: asked by making one, because the library keeps it to itself. */
function nestedClass(of: RequestClass, name: string, isList: boolean): RequestClass {
  const made = new Map<string, unknown>(
    Object.entries(plainToInstance(of, { [name]: isList ? [{}] : {} })),
  ).get(name);
  const value: unknown = Array.isArray(made) ? made[0] : made;
  const nested: unknown = typeof value === 'object' && value !== null ? value.constructor : undefined;
  if (typeof nested !== 'function' || nested === Object)
    throw new Error(`${of.name}.${name} is nested, but @Type does not name its class.`);
  return nested as RequestClass;
}
