import type { Database } from '../../db';
import type { Finding } from '../../findings';

interface SeatCount {
  readonly slug: string;
  readonly seats: number;
  readonly used: number;
  readonly recount: number;
}

/** Seats overdrawn, and seat counts that a recount does not confirm. */
export async function seatFindings(database: Database): Promise<Finding[]> {
  const rows = await database.query<SeatCount>(
    `SELECT s.slug, s.seats, COALESCE(u.used, 0) AS used, COALESCE(sum(usher_holds_seat(a.type, a.status)), 0)::integer AS recount
     FROM sites s LEFT JOIN seat_use u ON u.site_id = s.id LEFT JOIN accounts a ON a.site_id = s.id
     GROUP BY s.id, s.slug, s.seats, u.used ORDER BY s.slug`,
    [],
  );
  return rows.flatMap(({ slug, seats, used, recount }) => {
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
