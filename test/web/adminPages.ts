import type { AdminPageReader } from '../../src/admin/AdminPage';
import { attentionOf } from '../../src/admin/siteInformation/attention';
import type { SiteInformation } from '../../src/admin/siteInformation/readSiteInformation';
import type { Expiring, ExpiringKind } from '../../src/expiry';
import type { Language } from '../../src/web';

// What pages of the administration are shown with in tests that need no database.

/** Somebody with every right on a site. */
export function adminReader(language: Language): AdminPageReader {
  return {
    site: 'acme',
    siteName: 'Acme Corporation',
    name: 'Grace Hopper',
    isOperator: false,
    language,
    signOutAction: '/sign-out',
    can: () => true,
  };
}

const now = new Date('2026-03-02T12:00:00Z');
const site: SiteInformation = {
  id: '1',
  slug: 'acme',
  name: 'Acme Corporation',
  partnerId: null,
  seats: 25,
  seatsUsed: 27,
  accounts: { active: 1240, pending: 3, deactivated: 12, locked: 1, expired: 0 },
  adminContact: { name: 'Help desk', email: 'help@acme.test', url: null },
  ssoEnabled: true,
  autoCreate: true,
  unlistedValues: 100,
  heldMetadata: 1,
};
const kinds: readonly ExpiringKind[] = ['idp_certificate', 'signing_key', 'encryption_key', 'legacy_algorithms'];
const expiring = kinds.map((kind, index): Expiring => {
  const endsAt = new Date(now.getTime() + (index * 20 - 1) * 86_400_000);
  const facts = { siteId: '1', site: 'acme', siteName: 'Acme Corporation', connection: 'main', fingerprint: null };
  return { ...facts, kind, key: kind, subject: 'CN=idp.acme.test, O=Acme Corporation', endsAt };
});
const days = Array.from({ length: 14 }, (_, index) => `2026-02-${String(15 + index).padStart(2, '0')}`);

/** A site on which everything that can wait does. */
export const siteAtWork = {
  notice: null,
  site,
  attention: attentionOf({ site, expiring, held: ['main'], now }),
  signIns: {
    days: days.map((day, index) => ({ day, passed: index * 37, refused: index % 4 })),
    codes: [
      { code: 31, attempts: 12 },
      { code: 15, attempts: 6 },
    ],
  },
  seatDays: days.map((day, index) => ({ day, used: index < 3 ? null : 18 + index, seats: index < 3 ? null : 25 })),
};

/** A form with a mistake, met by somebody else's change. */
export const editedSite = {
  form: {
    name: 'Acme Corporation',
    partnerId: '',
    seats: 'many',
    rawResponseDays: '7',
    contactName: 'Help desk',
    contactEmail: 'help@acme.test',
    contactUrl: '',
  },
  tag: 'tag',
  seatsUsed: 27,
  errors: [{ field: 'seats', text: 'Enter a whole number from 0 to 1000000000.' }],
  conflict: ['acme'],
};

/** Lists with a mistake that would have refused people; both kinds of sign-in domains. */
export const editedDomains = {
  notice: null,
  form: { allowed: 'acme.test\nno domain', blocked: 'evil.test' },
  tag: 'tag',
  errors: [{ field: 'allowedEmailDomains', text: 'Enter a domain such as acme.test.' }],
  conflict: [],
  forecast: { refused: 14, judged: 120 },
  signInDomains: [
    { domain: 'acme.test', vouchedBy: 'operator' as const, since: now },
    { domain: 'a-rather-long-name-of-a-domain.acme.test', vouchedBy: 'dns' as const, since: now },
  ],
};

/** A domain that is not proven yet. */
export const claimedDomain = {
  domain: 'a-rather-long-name-of-a-domain.acme.test',
  proof: {
    name: '_usher.a-rather-long-name-of-a-domain.acme.test',
    value: 'usher-site=0199c1d2-6f3e-7a21-9d0c-4b7e2f1a8c55',
  },
  errors: [{ field: '', text: 'The record is not there yet, or its text is another one.' }],
};
