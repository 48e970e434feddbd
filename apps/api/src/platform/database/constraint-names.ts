import { DefaultNamingStrategy, type NamingStrategyInterface, type Table } from 'typeorm';

const snake = (name: string) => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
const tableOf = (table: Table | string) =>
  (typeof table === 'string' ? table : table.name).split('.').at(-1) ?? '';

/**
 * Tables are the singular noun in snake case; every constraint is `<table>_<meaning>`.
 * Only the primary key gets a made-up meaning; all others must be named where they are declared,
 * because a problem code is looked up by that name.
 */
export class NamedConstraints extends DefaultNamingStrategy implements NamingStrategyInterface {
  override tableName(className: string, userSpecifiedName: string | undefined): string {
    return userSpecifiedName ?? snake(className.replace(/Row$/, ''));
  }

  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? snake(propertyName);
  }

  override primaryKeyName(table: Table | string): string {
    return `${tableOf(table)}_identity`;
  }

  override uniqueConstraintName(table: Table | string): never {
    throw new Error(`Name the unique constraint of ${tableOf(table)} where it is declared.`);
  }

  override foreignKeyName(table: Table | string): never {
    throw new Error(`Name the foreign key of ${tableOf(table)} where it is declared.`);
  }

  override indexName(table: Table | string): never {
    throw new Error(`Name the index of ${tableOf(table)} where it is declared.`);
  }
}
