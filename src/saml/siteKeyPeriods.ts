import type { RotationPeriods } from '../keys';

/**
 * How the key pairs of a site are rotated. Identity providers read metadata by themselves once a day at best, and many are
 * told by hand: a month is for them to take the new certificate in, three months for those that encrypt with the old one.
 */
export const siteKeyPeriods: RotationPeriods = { aheadDays: 60, announcedDays: 30, retiredDays: 90 };
