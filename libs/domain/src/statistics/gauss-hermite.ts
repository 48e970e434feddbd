export interface Quadrature {
  /** Zeros of the Hermite polynomial, ascending. */
  readonly nodes: readonly number[];
  /** Logarithms of the weights times exp(node²): the integral of f is the sum of exp(logWeight) f(node). */
  readonly logWeights: readonly number[];
}

/**
 * A rule, and where it is laid: at the `mode` of each integrand with its width, as it should be, or at the `prior`,
 * which is the same for all and misses integrands much narrower than it.
 */
export interface LaidQuadrature extends Quadrature {
  readonly centre: 'mode' | 'prior';
}

/**
 * Gauss-Hermite quadrature with `n` nodes (1 to 100), for f near exp(-x²): exact where f exp(x²) is a polynomial up to
 * the degree 2n - 1. Newton's method on the orthonormal Hermite functions, which neither overflow nor underflow,
 * between the zeros of the one before, which they interlace. Source: Abramowitz and Stegun 25.4.46.
 */
export function gaussHermite(n: number): Quadrature {
  let zeros: readonly number[] = [0];
  for (let degree = 2; degree <= n; degree += 1) {
    const edge = Math.sqrt(2 * degree + 1);
    const bounds = [-edge, ...zeros, edge];
    const size = degree;
    zeros = Array.from({ length: degree }, (_, index) =>
      zeroBetween(size, bounds[index] ?? -edge, bounds[index + 1] ?? edge),
    );
  }
  return {
    nodes: zeros,
    logWeights: zeros.map((zero) => -Math.log(n) - 2 * Math.log(Math.abs(hermite(n, zero).before))),
  };
}

/** The Hermite function of the degree at x, and the one of the degree before. */
function hermite(degree: number, x: number): { readonly at: number; readonly before: number } {
  let before = 0;
  let at = Math.PI ** -0.25 * Math.exp(-x * x * 0.5);
  for (let k = 1; k <= degree; k += 1) {
    const next = x * Math.sqrt(2 / k) * at - Math.sqrt((k - 1) / k) * before;
    before = at;
    at = next;
  }
  return { at, before };
}

/** The one zero between two bounds: Newton's steps, and the middle where a step would leave them. */
function zeroBetween(degree: number, from: number, to: number): number {
  let lower = from;
  let upper = to;
  const signAtLower = Math.sign(hermite(degree, lower).at);
  let x = (lower + upper) / 2;
  for (let step = 0; step < 60; step += 1) {
    const { at, before } = hermite(degree, x);
    if (Math.sign(at) === signAtLower) lower = x;
    else upper = x;
    const newton = x - at / (Math.sqrt(2 * degree) * before - x * at);
    const next = newton > lower && newton < upper ? newton : (lower + upper) / 2;
    if (Math.abs(next - x) <= 1e-15 * Math.max(1, Math.abs(x))) return next;
    x = next;
  }
  return x;
}
