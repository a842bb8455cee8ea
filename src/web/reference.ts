const spelling: Readonly<Record<string, string>> = {
  A: 'Alfa',
  B: 'Bravo',
  C: 'Charlie',
  D: 'Delta',
  E: 'Echo',
  F: 'Foxtrot',
  G: 'Golf',
  H: 'Hotel',
  I: 'India',
  J: 'Juliett',
  K: 'Kilo',
  L: 'Lima',
  M: 'Mike',
  N: 'November',
  O: 'Oscar',
  P: 'Papa',
  Q: 'Quebec',
  R: 'Romeo',
  S: 'Sierra',
  T: 'Tango',
  U: 'Uniform',
  V: 'Victor',
  W: 'Whiskey',
  X: 'X-ray',
  Y: 'Yankee',
  Z: 'Zulu',
};

/** A reference in the groups it is read out in: at its own hyphens or spaces, else three or four characters each. */
export function referenceGroups(reference: string): readonly string[] {
  const own = reference.split(/[-\s]+/).filter((group) => group !== '');
  if (own.length > 1) return own;
  const size = reference.length % 4 === 0 ? 4 : 3;
  return reference.match(new RegExp(`.{1,${size}}`, 'gu')) ?? [];
}

/** A reference in the words of the international spelling alphabet (ICAO), digits as they are. */
export function spellReference(reference: string): string {
  return referenceGroups(reference)
    .map((group) => [...group.toUpperCase()].map((character) => spelling[character] ?? character).join(' '))
    .join(', ');
}
