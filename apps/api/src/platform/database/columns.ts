import { Temporal } from '@lull/domain';
import { Column, PrimaryColumn, type ColumnOptions, type ValueTransformer } from 'typeorm';

/** The driver speaks `Date`; nothing behind this line does. */
const instantTransformer: ValueTransformer = {
  from: (value: Date | null) =>
    value === null ? null : Temporal.Instant.fromEpochMilliseconds(value.getTime()),
  to: (value: Temporal.Instant | null | undefined) =>
    value instanceof Temporal.Instant ? new Date(value.epochMilliseconds) : value,
};

/** `numeric` arrives as text, so that nothing is rounded on the way; clinical quantities fit a double. */
const quantityTransformer: ValueTransformer = {
  from: (value: string | null) => (value === null ? null : Number(value)),
  to: (value: number | null | undefined) => value,
};

type Options = Pick<ColumnOptions, 'nullable' | 'default' | 'name'>;

/** The practice that owns the row: first column of every key. */
export const PracticeId = () => PrimaryColumn('uuid');

/** The row's own opaque identity within its practice. */
export const Id = () => PrimaryColumn('uuid');

export const Reference = (options: Options = {}) => Column('uuid', options);
export const Instant = (options: Options = {}) =>
  Column({ type: 'timestamptz', precision: 3, transformer: instantTransformer, ...options });
export const CivilDate = (options: Options = {}) => Column('date', options);
export const Text = (options: Options = {}) => Column('text', options);
export const TextList = (options: Options = {}) => Column('text', { array: true, ...options });
export const Whole = (options: Options = {}) => Column('integer', options);
export const Quantity = (options: Options = {}) =>
  Column('numeric', { transformer: quantityTransformer, ...options });
export const Flag = (options: Options = {}) => Column('boolean', options);
export const Json = (options: Options = {}) => Column('jsonb', options);
export const InstantRange = (options: Options = {}) => Column('tstzrange', options);

/** Optimistic version: every UPDATE names it in its WHERE and adds one. */
export const Version = () => Column('integer', { default: 1 });

export const CreatedAt = () =>
  Column({
    type: 'timestamptz',
    precision: 3,
    transformer: instantTransformer,
    default: () => 'clock_timestamp()',
    update: false,
  });
