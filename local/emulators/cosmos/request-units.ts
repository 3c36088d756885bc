/**
 * What requests cost, in request units (RU). A model, not a measurement: close to what Microsoft documents for small
 * documents, and the same on every run, because it looks only at the operation, the sizes and the number of results.
 */

const kilobyte = 1024;
const writePerKilobyte = 5;
const writePerIndexedTerm = 0.1;
const queryBase = 2.3;
const queryPerResultKilobyte = 0.25;

/** A request that found nothing, was refused, or is not charged for its size. */
export const smallestCharge = 1;

/** A point read: 1 RU for each started kilobyte. */
export function readCharge(bytes: number): number {
  return startedKilobytes(bytes);
}

/** A create or a delete. */
export function writeCharge(bytes: number, indexedTerms: number): number {
  return rounded(writePerKilobyte * startedKilobytes(bytes) + writePerIndexedTerm * indexedTerms);
}

/** A replace, a patch, or an upsert of what is there: the old terms go and the new ones come. */
export function replaceCharge(bytes: number, indexedTerms: number): number {
  return rounded(2 * writeCharge(bytes, indexedTerms));
}

/** A page of a query or of the change feed. */
export function pageCharge(results: readonly string[]): number {
  const kilobytes = results.reduce((sum, result) => sum + startedKilobytes(result.length), 0);
  return rounded(queryBase + queryPerResultKilobyte * kilobytes);
}

/** A batch costs what its operations cost. */
export function sumOfCharges(charges: readonly number[]): number {
  return rounded(charges.reduce((sum, charge) => sum + charge, 0));
}

function startedKilobytes(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / kilobyte));
}

function rounded(charge: number): number {
  return Math.round(charge * 100) / 100;
}
