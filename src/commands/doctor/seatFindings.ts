import type { Database } from '../../db';
import type { Finding } from '../../findings';
import { accountStatuses } from '../../jit';

interface SeatCount {
  readonly slug: string;
  readonly seats: number;
  readonly used: number;
  readonly recount: number;
  /** How many accounts are counted in all, and whether a recount confirms that for each status. */
  readonly counted: number;
  readonly accounts: number;
  readonly agrees: boolean;
}

const countedAs = accountStatuses.map((status) => `COALESCE(u.${status}, 0)`);
const recountedAs = accountStatuses.map((status) => `count(a.id) FILTER (WHERE a.status = '${status}')`);

/** Seats overdrawn, and counts of seats and accounts that a recount does not confirm. */
export async function seatFindings(database: Database): Promise<Finding[]> {
  const rows = await database.query<SeatCount>(
    `SELECT s.slug, s.seats, COALESCE(u.used, 0) AS used, COALESCE(sum(usher_holds_seat(a.type, a.status)), 0)::integer AS recount,
       (${countedAs.join(' + ')})::integer AS counted, count(a.id)::integer AS accounts,
       (${countedAs.join(', ')}) = (${recountedAs.join(', ')}) AS agrees
     FROM sites s LEFT JOIN seat_use u ON u.site_id = s.id LEFT JOIN accounts a ON a.site_id = s.id
     GROUP BY s.id, s.slug, s.seats, u.site_id ORDER BY s.slug`,
    [],
  );
  return rows.flatMap(({ slug, seats, used, recount, counted, accounts, agrees }) => {
    const findings: Finding[] = [];
    if (used !== recount) {
      findings.push({
        id: 'seat_count_wrong',
        level: 'problem',
        site: slug,
        subject: 'seats',
        what: `${used} seats are counted as held, but ${recount} hosts hold one.`,
        todo: 'Report this: the count is kept by the database itself and should never differ.',
      });
    }
    if (!agrees) {
      findings.push({
        id: 'account_count_wrong',
        level: 'problem',
        site: slug,
        subject: 'accounts',
        what: `${counted} accounts are counted by their status, but a recount of ${accounts} comes to other numbers.`,
        todo: 'Report this: the count is kept by the database itself and should never differ. Site Information and the totals of SCIM lists show it.',
      });
    }
    if (used > seats) {
      findings.push({
        id: 'seats_overdrawn',
        level: 'problem',
        site: slug,
        subject: 'seats',
        what: `${used} hosts hold a seat and the site has ${seats}: nobody new gets one.`,
        todo: 'Raise seats, or deactivate hosts or make them attendees.',
      });
    }
    return findings;
  });
}
