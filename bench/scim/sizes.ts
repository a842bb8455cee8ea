/** How much of everything a run has. */
export interface Sizes {
  /** People of the site that is measured. */
  readonly people: number;
  /** B1. */
  readonly newPeople: number;
  /** B2. */
  readonly changedPeople: number;
  /** B3: PATCHes of one member each. */
  readonly singleMembers: number;
  /** B3 and B4: members of the large group. */
  readonly members: number;
  /** B4: members of the largest. */
  readonly mostMembers: number;
  /** B6. */
  readonly floorSeconds: number;
  /** B7. */
  readonly leavers: number;
  /** B8: as many as may wait. */
  readonly waiting: number;
  /** B10. */
  readonly tokenChecks: number;
}

/** Of a run that takes about 20 minutes on two cores: sizes of data as in the full one, a quarter of the requests. */
const usualScale = 0.25;

/**
 * The sizes of a run.
 *
 * @param scale BENCH_SCALE: a part of 1, or `full`, which is 1 and as long as can be; absent: the usual
 */
export function sizesOf(scale: string | undefined): Sizes {
  const part = scale === 'full' ? 1 : Number(scale ?? usualScale);
  if (!(part > 0 && part <= 1)) throw new Error(`BENCH_SCALE is "full" or a number up to 1, not ${scale}.`);
  const of = (full: number, least: number) => Math.max(least, Math.round(full * part));
  const people = Math.min(100_000, of(400_000, 2_000));
  return {
    people,
    newPeople: of(20_000, 48),
    changedPeople: of(4_000, 48),
    singleMembers: Math.min(1_000, of(4_000, 48)),
    members: Math.min(10_000, people / 4),
    mostMembers: people / 2,
    floorSeconds: scale === 'full' ? 300 : Math.min(60, of(240, 5)),
    leavers: of(5_000, 48),
    waiting: 100,
    tokenChecks: of(20_000, 200),
  };
}
