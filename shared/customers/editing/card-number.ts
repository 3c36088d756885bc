/** Card numbers are compared case-insensitively, as their keys are (E3). */
export const isSameCard = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** A new card number: the digits given, and the check digit of Luhn behind them. */
export function withCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
