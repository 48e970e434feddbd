import { isProblem, sentenceOf } from './problem.js';

interface Fault {
  readonly field: string | null;
  readonly sentence: string;
}

/** A refusal as the faults of a form: `/drugs/0/volumeMl` blames the field `drugs.0.volumeMl`; what no entry mends names its way out. */
export function faultsOf(error: unknown): readonly Fault[] {
  if (error === null || error === undefined) return [];
  if (!isProblem(error) || error.errors.length === 0) return [{ field: null, sentence: sentenceOf(error) }];
  return error.errors.map(({ pointer, detail, remedy }) =>
    pointer === undefined || pointer === ''
      ? { field: null, sentence: remedy === undefined ? detail : `${detail} ${remedy.detail}` }
      : { field: pointer.slice(1).replaceAll('/', '.'), sentence: detail },
  );
}
