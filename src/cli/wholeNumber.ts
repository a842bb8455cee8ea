import { InvalidArgumentError } from 'commander';

/** Reads an option that is a whole number of a range. */
export function wholeNumber(from: number, to: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d{1,9}$/.test(text) && value >= from && value <= to) return value;
    throw new InvalidArgumentError(`It must be ${from} to ${to}.`);
  };
}
