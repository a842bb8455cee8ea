import type { Quirk, QuirkId } from '../quirks';

/** At most this many places are told of one quirk: ten thousand operations with a capital are one habit. */
const placesPerQuirk = 10;
const longestPlace = 100;

/** Collects the quirks of one request: each place once, a few places each. */
export interface QuirkNotes {
  note(id: QuirkId, at: string): void;
  /** In the order in which they were met. */
  readonly quirks: readonly Quirk[];
}

/** An empty collection. */
export function noteQuirks(): QuirkNotes {
  const quirks: Quirk[] = [];
  const places = new Map<QuirkId, Set<string>>();
  return {
    quirks,
    note: (id, place) => {
      const at = place.slice(0, longestPlace);
      const known = places.get(id) ?? new Set();
      if (known.has(at) || known.size >= placesPerQuirk) return;
      places.set(id, known.add(at));
      quirks.push({ id, at });
    },
  };
}
