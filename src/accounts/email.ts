import { domainToASCII } from 'node:url';
import { hasForbiddenCharacters } from './names';

const label = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;
const localCharacters = /^[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]+$/u;

/**
 * True for an address that can be written to as it stands: one `@`, a local part in dot-atom form (RFC 5322 section
 * 3.2.3, with letters of any script as in RFC 6531), and a domain of at least two labels. Quoted local parts and IP
 * literals are refused: no directory releases them, and they only help to hide something.
 */
export function isWellFormedEmail(email: string): boolean {
  if (hasForbiddenCharacters(email)) return false;
  const parts = email.split('@');
  const [local, domain] = parts;
  if (parts.length !== 2 || local === undefined || domain === undefined) return false;
  return isLocalPart(local) && isDomain(domain);
}

function isLocalPart(local: string): boolean {
  return localCharacters.test(local) && local.split('.').every((atom) => atom !== '');
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  return labels.length >= 2 && labels.every((part) => label.test(part)) && domainToASCII(domain) !== '';
}

/** The domain of an address in the form domains are compared in: ASCII (IDNA), lower case. Null when there is none. */
export function emailDomain(email: string): string | null {
  const at = email.lastIndexOf('@');
  return at === -1 ? null : domainKey(email.slice(at + 1));
}

/** A domain in the form domains are compared in: ASCII (IDNA), lower case, without a leading `@`. Null when it is none. */
export function domainKey(domain: string): string | null {
  const ascii = domainToASCII(domain.trim().replace(/^@/, ''));
  return ascii === '' ? null : ascii;
}

/** What a site's lists of e-mail domains say of an address. */
export type EmailDomainVerdict = 'allowed' | 'not_listed' | 'blocked';

/**
 * Whether a site takes addresses of this domain. An allowed domain stands for itself alone; a blocked one also for the
 * domains below it, because whoever runs a domain can make as many below it as they like. A blocked domain wins.
 */
export function decideEmailDomain(
  email: string,
  lists: { readonly allowedEmailDomains: readonly string[]; readonly blockedEmailDomains: readonly string[] },
): EmailDomainVerdict {
  const domain = emailDomain(email);
  if (domain === null) return 'not_listed';
  const isBelow = (blocked: string | null) =>
    blocked !== null && (domain === blocked || domain.endsWith(`.${blocked}`));
  if (lists.blockedEmailDomains.some((blocked) => isBelow(domainKey(blocked)))) return 'blocked';
  if (lists.allowedEmailDomains.length === 0) return 'allowed';
  return lists.allowedEmailDomains.some((allowed) => domainKey(allowed) === domain) ? 'allowed' : 'not_listed';
}
