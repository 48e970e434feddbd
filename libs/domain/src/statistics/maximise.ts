/** A function to maximise, with its gradient; `value` may be -Infinity or NaN where it is not defined. */
export type WithGradient = (x: readonly number[]) => {
  readonly value: number;
  readonly gradient: readonly number[];
};

export type Maximum =
  | {
      readonly kind: 'found';
      readonly x: readonly number[];
      readonly value: number;
      /** The inverse of the negative second derivatives: of a log-likelihood, the covariance of the estimates. */
      readonly covariance: Matrix;
      readonly evaluations: number;
    }
  | { readonly kind: 'not-found'; readonly reason: 'no-ascent' | 'too-many-steps' | 'flat' };

export type Matrix = readonly (readonly number[])[];

const CLIMBING_STEPS = 120;
const POLISHING_STEPS = 12;
const LONGEST_STEP = 2;
/** Half the squared distance to the maximum, in standard errors, at which climbing and polishing are done. */
const CLIMBED = 1e-4;
const POLISHED = 1e-16;
/** Nearer than this the second derivatives hardly differ any more; farther than that they mean nothing. */
const SETTLED = 1e-12;
const TOO_FAR = 1e4;
/** So near to the maximum, the error of the coarse values may hide the ascent: the fine ones decide. */
const NEAR = 0.5;
const DIFFERENCE = 1e-4;

/**
 * The maximum of a smooth function near `start`: BFGS with halved steps on `coarse`, then Newton's steps on `fine`,
 * with second derivatives from central differences of the gradient of `coarse`. "Found" only if these are negative definite there
 * and the gradient has vanished against them; anything else is said, never taken for a result. Bounded in evaluations.
 * Source: Nocedal and Wright, Numerical Optimization, algorithm 6.1.
 */
export function maximise(coarse: WithGradient, fine: WithGradient, start: readonly number[]): Maximum {
  const found = climbAndPolish(coarse, fine, start);
  // Where the error of the coarse rule led astray, the long way on the fine one.
  return found.kind === 'found' || coarse === fine ? found : climbAndPolish(fine, fine, start);
}

function climbAndPolish(coarse: WithGradient, fine: WithGradient, start: readonly number[]): Maximum {
  const climbed = climb(coarse, start);
  return climbed.kind === 'not-found' ? climbed : polish(coarse, fine, climbed.x, climbed.evaluations);
}

type Climbed =
  | { readonly kind: 'climbed'; readonly x: readonly number[]; readonly evaluations: number }
  | Extract<Maximum, { kind: 'not-found' }>;

function climb(f: WithGradient, start: readonly number[]): Climbed {
  let x = start;
  let { value, gradient } = f(x);
  let inverse = identity(x.length);
  let fresh = true;
  let evaluations = 1;
  for (let step = 0; step < CLIMBING_STEPS; step += 1) {
    let direction = times(inverse, gradient);
    let rise = dot(direction, gradient);
    if (!(rise > 0)) {
      inverse = identity(x.length);
      fresh = true;
      direction = gradient;
      rise = dot(direction, gradient);
    }
    if (rise < CLIMBED && !fresh) return { kind: 'climbed', x, evaluations };
    if (rise === 0) return { kind: 'climbed', x, evaluations };
    let length = Math.min(1, LONGEST_STEP / Math.max(...direction.map(Math.abs)));
    let next = along(x, direction, length);
    let there = f(next);
    evaluations += 1;
    while (!(there.value >= value + 1e-4 * length * rise)) {
      length /= 2;
      if (length < 1e-10)
        return rise < NEAR ? { kind: 'climbed', x, evaluations } : { kind: 'not-found', reason: 'no-ascent' };
      next = along(x, direction, length);
      there = f(next);
      evaluations += 1;
    }
    const moved = next.map((each, index) => each - (x[index] ?? 0));
    const turned = gradient.map((each, index) => each - (there.gradient[index] ?? 0));
    inverse = updated(inverse, moved, turned, fresh);
    fresh = false;
    x = next;
    value = there.value;
    gradient = there.gradient;
  }
  return { kind: 'not-found', reason: 'too-many-steps' };
}

/** The BFGS update of the inverse of the second derivatives; left as it is where the function is not concave. */
function updated(
  inverse: Matrix,
  moved: readonly number[],
  turned: readonly number[],
  first: boolean,
): Matrix {
  const curvature = dot(moved, turned);
  if (curvature <= 1e-12 * Math.sqrt(dot(moved, moved) * dot(turned, turned))) return inverse;
  const scale = first ? curvature / dot(turned, turned) : 1;
  const scaled = inverse.map((row) => row.map((each) => each * scale));
  const bent = times(scaled, turned);
  const factor = (1 + dot(turned, bent) / curvature) / curvature;
  return scaled.map((row, i) =>
    row.map(
      (each, j) =>
        each +
        factor * (moved[i] ?? 0) * (moved[j] ?? 0) -
        ((bent[i] ?? 0) * (moved[j] ?? 0) + (moved[i] ?? 0) * (bent[j] ?? 0)) / curvature,
    ),
  );
}

function polish(coarse: WithGradient, fine: WithGradient, start: readonly number[], before: number): Maximum {
  let x = start;
  let evaluations = before;
  let covariance: Matrix | null = null;
  let gap = Infinity;
  for (let step = 0; step < POLISHING_STEPS; step += 1) {
    if (covariance === null || gap > SETTLED) {
      covariance = inverted(curvatureAt(coarse, x));
      evaluations += 2 * x.length;
      if (covariance === null) return { kind: 'not-found', reason: 'flat' };
    }
    const { value, gradient } = fine(x);
    evaluations += 1;
    const move = times(covariance, gradient);
    gap = dot(move, gradient);
    if (!(gap < TOO_FAR)) return { kind: 'not-found', reason: 'flat' };
    if (gap < POLISHED) return { kind: 'found', x, value, covariance, evaluations };
    x = along(x, move, 1);
  }
  return { kind: 'not-found', reason: 'too-many-steps' };
}

/** The negative second derivatives, made symmetric. */
function curvatureAt(f: WithGradient, x: readonly number[]): Matrix {
  const rows = x.map((_, index) => {
    const shift = (by: number): readonly number[] =>
      f(x.map((each, other) => (other === index ? each + by : each))).gradient;
    const above = shift(DIFFERENCE);
    const below = shift(-DIFFERENCE);
    return above.map((each, other) => ((below[other] ?? 0) - each) / (2 * DIFFERENCE));
  });
  return rows.map((row, i) => row.map((each, j) => (each + (rows[j]?.[i] ?? 0)) / 2));
}

/** The inverse of a symmetric positive definite matrix, by Gauss-Jordan; null where it is not one. */
function inverted(matrix: Matrix): Matrix | null {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let pivot = 0; pivot < size; pivot += 1) {
    const pivotRow = rows[pivot] ?? [];
    const value = pivotRow[pivot] ?? 0;
    if (!(value > 1e-10 * (matrix[pivot]?.[pivot] ?? 0))) return null;
    const unit = pivotRow.map((each) => each / value);
    rows[pivot] = unit;
    for (const [index, row] of rows.entries()) {
      const factor = row[pivot] ?? 0;
      if (index !== pivot) rows[index] = row.map((each, column) => each - factor * (unit[column] ?? 0));
    }
  }
  return rows.map((row) => row.slice(size));
}

function identity(size: number): Matrix {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? 1 : 0)));
}

function times(matrix: Matrix, vector: readonly number[]): readonly number[] {
  return matrix.map((row) => dot(row, vector));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, each, index) => sum + each * (b[index] ?? 0), 0);
}

function along(x: readonly number[], direction: readonly number[], length: number): readonly number[] {
  return x.map((each, index) => each + length * (direction[index] ?? 0));
}
