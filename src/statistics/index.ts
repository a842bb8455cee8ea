/**
 * Owns: how a site stands over time: its seats by day, its sign-ins by day and code; counting them when they are over.
 * Owns not: attempts themselves (`sso/attempts`), the seats that count now (`seat_use`, kept by the database), charts.
 */
export { keepingStatistics, keepStatistics } from './keepStatistics';
export {
  readAttemptStatistics,
  readSeatDays,
  type AttemptStatistics,
  type CodeCount,
  type SeatDay,
} from './readStatistics';
