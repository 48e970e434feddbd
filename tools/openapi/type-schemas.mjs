/** TypeScript types as JSON Schema 2020-12, as far as answers use them; anything else is an error, not a guess. */
import ts from 'typescript';

/** @typedef {{ [key: string]: unknown }} Schema */

const { TypeFlags } = ts;
/** What an answer may come wrapped in. */
const wrappers = new Set(['Promise', 'Observable']);

export class TypeSchemas {
  /** @type {Map<string, Schema>} */
  #named = new Map();
  /** The type behind each name: two of one name would be mixed up. @type {Map<string, ts.Type>} */
  #types = new Map();
  #checker;

  /** @param {ts.TypeChecker} checker */
  constructor(checker) {
    this.#checker = checker;
  }

  /** Every interface met so far, by name. */
  named() {
    return Object.fromEntries([...this.#named].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** @param {ts.SourceFile | undefined} source @param {string} name */
  addExported(source, name) {
    const module = source && this.#checker.getSymbolAtLocation(source);
    const symbol = module && this.#checker.getExportsOfModule(module).find((each) => each.name === name);
    if (symbol === undefined) throw new Error(`${name} is not exported.`);
    this.#schema(this.#checker.getDeclaredTypeOfSymbol(symbol), name);
  }

  /** Null when nothing is answered. @param {ts.Type} type @param {string} place @returns {Schema | null} */
  ofAnswer(type, place) {
    const name = type.getSymbol()?.name;
    if (name !== undefined && wrappers.has(name)) {
      const [inner] = this.#checker.getTypeArguments(/** @type {ts.TypeReference} */ (type));
      if (inner !== undefined) return this.ofAnswer(inner, place);
    }
    const [shape] = type.aliasTypeArguments ?? [];
    if (type.aliasSymbol?.name === 'JsonText' && shape !== undefined) return this.ofAnswer(shape, place);
    if (type.flags & TypeFlags.Any) throw new Error(`${place} does not say what it answers.`);
    return type.flags & (TypeFlags.Void | TypeFlags.Undefined) ? null : this.#schema(type, place);
  }

  /** @param {ts.Type} type @param {string} place @returns {Schema} */
  #schema(type, place) {
    if (type.flags & (TypeFlags.Unknown | TypeFlags.Any)) return {};
    if (type.isUnion()) return this.#union(type, place);
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (type.flags & TypeFlags.BooleanLiteral) return { const: this.#checker.typeToString(type) === 'true' };
    if (type.flags & TypeFlags.String) return { type: 'string' };
    if (type.flags & TypeFlags.Number) return { type: 'number' };
    if (type.flags & TypeFlags.Boolean) return { type: 'boolean' };
    if (type.flags & TypeFlags.Null) return { type: 'null' };
    if (type.flags & TypeFlags.NonPrimitive) return { type: 'object' };
    if (this.#checker.isTupleType(type)) {
      const items = this.#checker
        .getTypeArguments(/** @type {ts.TypeReference} */ (type))
        .map((each) => this.#schema(each, place));
      return { type: 'array', prefixItems: items, minItems: items.length, maxItems: items.length };
    }
    if (this.#checker.isArrayType(type)) {
      const [item] = this.#checker.getTypeArguments(/** @type {ts.TypeReference} */ (type));
      if (item !== undefined) return { type: 'array', items: this.#schema(item, place) };
    }
    if (type.flags & TypeFlags.Object && type.getCallSignatures().length === 0)
      return this.#object(type, place);
    throw new Error(`${place}: ${this.#checker.typeToString(type)} cannot be answered as JSON.`);
  }

  /** @param {ts.UnionType} type @param {string} place @returns {Schema} */
  #union(type, place) {
    const present = type.types.filter((each) => !(each.flags & TypeFlags.Undefined));
    const members = present.map((each) => this.#schema(each, place));
    const literals = members.filter((each) => 'const' in each);
    const others = members.filter((each) => !('const' in each));
    if (literals.length > 0) {
      // The compiler keeps the members in the order it met them, which depends on what else it read.
      const values = literals.map((each) => each['const']).sort((a, b) => (String(a) < String(b) ? -1 : 1));
      others.unshift(
        values.length === 2 && values.every((value) => typeof value === 'boolean')
          ? { type: 'boolean' }
          : { enum: values },
      );
    }
    const [only, ...more] = others;
    return only !== undefined && more.length === 0 ? only : { anyOf: others };
  }

  /** An interface is described once, by its name; a nameless object where it stands. @param {ts.Type} type @param {string} place @returns {Schema} */
  #object(type, place) {
    const symbol = type.getSymbol();
    if (symbol === undefined || !(symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class)))
      return this.#properties(type, place);
    const of = this.#checker
      .getTypeArguments(/** @type {ts.TypeReference} */ (type))
      .filter((each) => !('isThisType' in each && each.isThisType));
    const name = [
      symbol.name,
      ...of.map((each) => each.getSymbol()?.name ?? this.#checker.typeToString(each)),
    ].join('Of');
    const known = this.#types.get(name);
    if (known !== undefined && known !== type)
      throw new Error(`Two types of an answer are called ${name}: rename one.`);
    if (known === undefined) {
      this.#types.set(name, type);
      const description = ts.displayPartsToString(symbol.getDocumentationComment(this.#checker));
      this.#named.set(name, { ...(description !== '' && { description }), ...this.#properties(type, name) });
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  /** @param {ts.Type} type @param {string} place @returns {Schema} */
  #properties(type, place) {
    const rest = type.getStringIndexType();
    /** @type {Record<string, Schema>} */
    const properties = {};
    const required = [];
    for (const property of this.#checker.getPropertiesOfType(type)) {
      const where = `${place}.${property.name}`;
      const description = ts.displayPartsToString(property.getDocumentationComment(this.#checker));
      properties[property.name] = {
        ...(description !== '' && { description }),
        ...this.#schema(this.#checker.getTypeOfSymbol(property), where),
      };
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
    }
    return {
      type: 'object',
      ...(Object.keys(properties).length > 0 && { properties }),
      ...(required.length > 0 && { required }),
      ...(rest !== undefined && { additionalProperties: this.#schema(rest, place) }),
    };
  }
}
