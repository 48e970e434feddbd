import type { PatientDuration, SurvivalStep } from './survival-curve.js';

/**
 * The variance of log S by the infinitesimal jackknife, summed within patients. The influence of one row on log S(t) is
 * -(sum over u <= t of (lapse of the row at u - at risk at u * d/n) / (n - d)). Summed within a patient it is
 * own - remaining * hazard(t), with `remaining` the patient's rows still at risk and `own` what the ended ones have
 * settled; so the squares of all patients are kept up to date as rows end, at constant cost each.
 */
export function patientVariances(
  durations: readonly PatientDuration[],
  steps: readonly Pick<SurvivalStep, 'days' | 'atRisk' | 'lapses'>[],
): Float64Array {
  const { patientOfRow, patients } = numberPatients(durations);
  const { order, startOfStep } = rowsByStep(durations, steps);
  const own = new Float64Array(patients);
  const remaining = new Float64Array(patients);
  for (const patient of patientOfRow) remaining[patient] = (remaining[patient] ?? 0) + 1;
  let ownSquares = 0;
  let crossed = 0;
  let remainingSquares = 0;
  for (const rows of remaining) remainingSquares += rows * rows;
  let hazard = 0;
  const variances = new Float64Array(steps.length);
  for (const [step, { atRisk, lapses }] of steps.entries()) {
    if (lapses < atRisk) {
      hazard += lapses / (atRisk * (atRisk - lapses));
      for (let place = startOfStep[step] ?? 0; place < (startOfStep[step + 1] ?? 0); place += 1) {
        const row = order[place] ?? 0;
        const patient = patientOfRow[row] ?? 0;
        const before = own[patient] ?? 0;
        const rows = remaining[patient] ?? 0;
        const after = before - hazard + (durations[row]?.lapsed === true ? 1 / (atRisk - lapses) : 0);
        ownSquares += after * after - before * before;
        crossed += after * (rows - 1) - before * rows;
        remainingSquares += (rows - 1) * (rows - 1) - rows * rows;
        own[patient] = after;
        remaining[patient] = rows - 1;
      }
    }
    variances[step] = Math.max(0, ownSquares - 2 * hazard * crossed + hazard * hazard * remainingSquares);
  }
  return variances;
}

function numberPatients(durations: readonly PatientDuration[]): {
  readonly patientOfRow: Int32Array;
  readonly patients: number;
} {
  const numbers = new Map<string, number>();
  const patientOfRow = new Int32Array(durations.length);
  for (const [row, { patient }] of durations.entries()) {
    const number = numbers.get(patient) ?? numbers.size;
    numbers.set(patient, number);
    patientOfRow[row] = number;
  }
  return { patientOfRow, patients: numbers.size };
}

/** The rows in the order of the steps at which they end, by counting: the times are sorted already. */
function rowsByStep(
  durations: readonly PatientDuration[],
  steps: readonly Pick<SurvivalStep, 'days'>[],
): { readonly order: Int32Array; readonly startOfStep: Int32Array } {
  const stepOfRow = new Int32Array(durations.length);
  const startOfStep = new Int32Array(steps.length + 1);
  for (const [row, { days }] of durations.entries()) {
    let from = 0;
    let to = steps.length - 1;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((steps[middle]?.days ?? 0) < days) from = middle + 1;
      else to = middle;
    }
    stepOfRow[row] = from;
    startOfStep[from + 1] = (startOfStep[from + 1] ?? 0) + 1;
  }
  for (let step = 0; step < steps.length; step += 1)
    startOfStep[step + 1] = (startOfStep[step + 1] ?? 0) + (startOfStep[step] ?? 0);
  const next = startOfStep.slice();
  const order = new Int32Array(durations.length);
  for (const [row, step] of stepOfRow.entries()) {
    const place = next[step] ?? 0;
    order[place] = row;
    next[step] = place + 1;
  }
  return { order, startOfStep };
}
