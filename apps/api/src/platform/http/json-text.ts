/**
 * An answer that is JSON text already, because PostgreSQL made most of it. `Shape` is what it says, for the
 * description of the API.
 */
export type JsonText<Shape> = string & { readonly shape?: Shape };
