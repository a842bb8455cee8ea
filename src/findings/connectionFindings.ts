import type { Prisma } from '../db';
import { daysUntil, expiryThresholds } from '../expiry';
import { parsePinnedCertificate } from '../saml';
import { readMoment } from '../sites';
import type { Finding } from './finding';

const included = { certificates: { orderBy: { position: 'asc' } }, site: true } satisfies Prisma.ConnectionInclude;

/** A connection with what is judged of it. */
export type DoctoredConnection = Prisma.ConnectionGetPayload<{ include: typeof included }>;
/** What to load of a connection for it to be judged. */
export const doctoredConnection = included;

/** Days ahead at which an ending certificate is told, and at which something must be done. */
const [toldDays, urgentDays] = expiryThresholds;

/** What keeps a connection from working, ends soon, or is an exception in force. Pure. */
export function connectionFindings(connection: DoctoredConnection, now: Date): Finding[] {
  if (!connection.site.ssoEnabled || !connection.enabled) return [];
  const note: Note = (level, id, what, todo) => ({
    id,
    level,
    site: connection.site.slug,
    subject: `${connection.site.slug}/${connection.name}`,
    what,
    todo,
  });
  return [
    ...reachability(connection, note),
    ...certificateFindings(connection, now, note),
    ...exceptions(connection, now, note),
  ];
}

type Note = (level: Finding['level'], id: string, what: string, todo: string) => Finding;

function reachability(connection: DoctoredConnection, note: Note): Finding[] {
  if (connection.ssoUrl !== null) return [];
  const startsThere = ['accept', 'confirm'].includes(connection.unsolicited);
  return [
    startsThere
      ? note('notice', 'no_sso_url', 'It has no ssoUrl: people can begin only at the identity provider.', 'Set ssoUrl.')
      : note(
          'problem',
          'no_sso_url',
          `It has no ssoUrl and unsolicited is ${connection.unsolicited}: nobody can sign in.`,
          'Import the metadata of the identity provider, or set ssoUrl.',
        ),
  ];
}

function certificateFindings(connection: DoctoredConnection, now: Date, note: Note): Finding[] {
  const parsed = connection.certificates.map(({ pem, fingerprint }) => ({
    name: fingerprint.slice(0, 16),
    certificate: parsePinnedCertificate(pem),
  }));
  if (parsed.length === 0) {
    const todo = 'Import the metadata of the identity provider, or set certificates.';
    return [note('problem', 'no_certificate', 'It has no certificate: every sign-in is refused with 4.', todo)];
  }
  return parsed.flatMap(({ name, certificate }) => {
    if ('problem' in certificate) {
      const what = `Certificate ${name} cannot be used: ${certificate.problem}`;
      return [note('problem', 'certificate_unusable', what, 'Replace it by one with a stronger key.')];
    }
    return validity(connection, name, certificate, now, note);
  });
}

function validity(
  { enforceCertificateExpiry: enforced }: DoctoredConnection,
  name: string,
  { notBefore, notAfter }: { readonly notBefore: Date; readonly notAfter: Date },
  now: Date,
  note: Note,
): Finding[] {
  const level = enforced ? 'problem' : 'notice';
  const consequence = enforced
    ? 'what it signs is refused with 15'
    : 'it still verifies, because expiry is not enforced';
  const renew = 'Take the new certificate of the identity provider in beside it, then remove it.';
  if (now < notBefore) {
    const what = `Certificate ${name} is valid only from ${notBefore.toISOString()}; until then ${consequence}.`;
    return [note('notice', 'certificate_not_yet_valid', what, 'Nothing, if another one is valid now.')];
  }
  const left = daysUntil(notAfter, now);
  if (left < 0) {
    const what = `Certificate ${name} ended on ${notAfter.toISOString().slice(0, 10)}; ${consequence}.`;
    return [note(level, 'certificate_expired', what, renew)];
  }
  if (left > toldDays) return [];
  const what = `Certificate ${name} ends in ${left} ${left === 1 ? 'day' : 'days'}; then ${consequence}.`;
  return [note(left <= urgentDays ? level : 'notice', 'certificate_ends_soon', what, renew)];
}

function exceptions(connection: DoctoredConnection, now: Date, note: Note): Finding[] {
  const findings: Finding[] = [];
  const legacy = connection.legacyAlgorithms as { allow: string[]; until: string } | null;
  if (legacy !== null) {
    const until = readMoment(legacy.until);
    const algorithms = legacy.allow.join(' and ');
    findings.push(
      until !== null && until >= now
        ? note(
            'notice',
            'legacy_algorithms',
            `Weak algorithms (${algorithms}) are accepted until ${legacy.until}.`,
            'Let the identity provider sign with SHA-256, then set legacyAlgorithms: null.',
          )
        : note(
            'notice',
            'legacy_algorithms_ended',
            `The exception for ${algorithms} ended with ${legacy.until}; they are refused again.`,
            'Set legacyAlgorithms: null.',
          ),
    );
  }
  if (!connection.enforceCertificateExpiry) {
    findings.push(
      note(
        'notice',
        'expiry_not_enforced',
        'Expired certificates still verify.',
        'Set enforceCertificateExpiry: true when the certificate is renewed.',
      ),
    );
  }
  if (connection.unsolicited === 'accept') {
    findings.push(
      note(
        'notice',
        'unsolicited_accepted',
        'Sign-ins that nobody here began are accepted: somebody can be signed in as somebody else.',
        'Set unsolicited: restart, or confirm.',
      ),
    );
  }
  return findings;
}
