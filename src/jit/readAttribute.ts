import type { MappedField, Person, PolicySettings } from './types';

/** Attributes by exact, case-sensitive name. */
export type Attributes = Person['attributes'];

/** What an assertion says under one or several names. `name` is the one that decided. */
export type AttributeReading =
  | { readonly state: 'missing' }
  | { readonly state: 'empty'; readonly name: string }
  | { readonly state: 'filled'; readonly name: string; readonly value: string };

/**
 * Reads one attribute by its exact name. An attribute without any value, or with white space alone, is empty. Of
 * several values the first counts: the gate has refused mapped attributes whose values differ.
 */
export function readAttribute(attributes: Attributes, name: string): AttributeReading {
  const values = attributes.get(name);
  if (values === undefined) return { state: 'missing' };
  const value = values[0] ?? '';
  return value.trim() === '' ? { state: 'empty', name } : { state: 'filled', name, value };
}

/** Reads a mapped field: of its accepted attribute names the first one present decides, also when it is empty. */
export function readField(person: Person, settings: PolicySettings, field: MappedField): AttributeReading {
  for (const name of settings.attributes[field]) {
    const reading = readAttribute(person.attributes, name);
    if (reading.state !== 'missing') return reading;
  }
  return { state: 'missing' };
}

/** The value of a reading, or null when it is missing or empty. */
export function filledValue(reading: AttributeReading): string | null {
  return reading.state === 'filled' ? reading.value : null;
}
