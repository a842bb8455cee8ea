import type { ReasonId } from '../../sso/catalogue';
import { reservedLabels } from '../../trackingCodes';
import type { FieldProblem } from './describeIssues';
import type { FieldPath } from './yamlSource';

/** A rule that a field breaks, with what its wording needs; files tell it in English, pages in the reader's language. */
export type FieldRule =
  // Rules of single values
  | { readonly id: 'text' | 'filled' | 'no_blank_ends' | 'no_invisible' | 'flag' | 'list' | 'filled_list' | 'fields' }
  | { readonly id: 'slug' | 'domain' | 'email' | 'language' | 'time_zone' | 'moment' | 'certificate' }
  | { readonly id: 'at_most' | 'at_least'; readonly characters: number }
  | { readonly id: 'at_most_entries'; readonly entries: number }
  | { readonly id: 'between'; readonly from: number; readonly to: number }
  | { readonly id: 'one_of'; readonly values: readonly string[] }
  | { readonly id: 'either'; readonly one: string; readonly other: string }
  /** `http`: http is allowed too, because PUBLIC_URL is http on loopback. */
  | { readonly id: 'address' | 'origin'; readonly http: boolean }
  | { readonly id: 'twice'; readonly other: string; readonly field: string }
  // What does not fit what is stored
  | { readonly id: 'new_site_unnamed'; readonly slug: string }
  | { readonly id: 'domain_of_another_site' | 'domain_unproven'; readonly domain: string }
  | { readonly id: 'label_reserved'; readonly label: string }
  /** `number`: of the tracking code that has the label. */
  | { readonly id: 'label_taken'; readonly label: string; readonly number: number }
  /** `name`: under which something else of the site shows already. */
  | { readonly id: 'entitlement_taken'; readonly name: string }
  | { readonly id: 'label_missing' | 'idp_missing' | 'unknown_tracking_code' | 'tracking_code_required' }
  | { readonly id: 'accounts_belong'; readonly accounts: number }
  | { readonly id: 'seats'; readonly seats: number; readonly needed: number }
  | { readonly id: 'unknown_connection' | 'connection_name_taken'; readonly name: string }
  | { readonly id: 'email_blocked' | 'email_not_listed' | 'email_taken'; readonly email: string }
  | { readonly id: 'username_taken' }
  /** Single sign-on is demanded, and nobody could come in without it and mend it. */
  | { readonly id: 'last_bypass' | 'bypass_missing' }
  // What somebody else was quicker to take
  | { readonly id: 'seat_just_taken' | 'just_taken' }
  | {
      readonly id: 'tracking_code';
      readonly reason: ReasonId;
      readonly expected: string | null;
      readonly received: string | null;
      /** What is near it, such as another spelling; null when nothing is. */
      readonly hint: string | null;
    };

/** The rule of one id. */
export type FieldRuleOf<Id extends FieldRule['id']> = Extract<FieldRule, { readonly id: unknown }> & {
  readonly id: Id;
};

const httpOnlyHere = ' (http only while PUBLIC_URL is http on this machine)';

/** The rules in the words of a site file's errors; a rule of a single value begins with "must". */
const words: { readonly [Id in FieldRule['id']]: (rule: FieldRuleOf<Id>) => string } = {
  text: () => 'must be text',
  filled: () => 'must not be empty',
  no_blank_ends: () => 'must not begin or end with a blank',
  no_invisible: () => 'must not hold control or invisible characters',
  flag: () => 'must be true or false',
  list: () => 'must be a list',
  filled_list: () => 'must not be an empty list',
  fields: () => 'must hold fields',
  slug: () => 'must be 1 to 63 lower-case letters, digits and hyphens',
  domain: () => 'must be a domain such as acme.test',
  email: () => 'must be an e-mail address',
  language: () => 'must be a language such as en, de or nb',
  time_zone: () => 'must be a time zone such as Europe/Oslo',
  moment: () => 'must be a day (2027-03-31) or a time with zone (2027-03-31T18:00:00Z)',
  certificate: () => 'must be a PEM certificate',
  at_most: ({ characters }) => `must be at most ${characters} characters long`,
  at_most_entries: ({ entries }) => `must have at most ${entries} entries`,
  at_least: ({ characters }) => `must be at least ${characters} characters long`,
  between: ({ from, to }) => `must be ${from} to ${to}`,
  one_of: ({ values }) => `must be one of ${values.join(', ')}`,
  either: ({ one, other }) => `must have either ${one} or ${other}`,
  address: ({ http }) => `must be an https address${http ? '' : httpOnlyHere}`,
  origin: ({ http }) => `must be an https origin such as https://app.acme.test${http ? '' : httpOnlyHere}`,
  twice: ({ other, field }) => `is there twice: ${other} has the same ${field}`,
  new_site_unnamed: ({ slug }) => `is new, so it needs a name (is ${slug} spelled right?)`,
  domain_of_another_site: ({ domain }) => `is used for sign-in by another site, is ${domain}`,
  domain_unproven: ({ domain }) => `must be proven by a DNS record first, is ${domain}`,
  label_reserved: () => `must not be one of the reserved names ${reservedLabels.join(', ')}`,
  label_taken: ({ label, number }) => `is taken: TC${number} is called ${label}`,
  entitlement_taken: ({ name }) => `is taken: something else of this site shows as "${name}"`,
  label_missing: () => 'is new, so it needs a label',
  idp_missing: () => 'is new, so it needs metadata or an entityId',
  unknown_tracking_code: () => 'is no tracking code of this site',
  tracking_code_required: () => 'is required, and is empty',
  accounts_belong: ({ accounts }) =>
    `${accounts === 1 ? 'one account belongs' : `${accounts} accounts belong`} to it: name another connection for ` +
    `${accounts === 1 ? 'it' : 'them'} first, or switch this one off with enabled: false`,
  seats: ({ seats, needed }) =>
    `no seat is free for this host: the site has ${seats}, and ${needed} would be held. ` +
    'Raise seats, or make somebody an attendee',
  unknown_connection: ({ name }) => `must be a connection of this site, is ${name}`,
  connection_name_taken: ({ name }) => `is taken: another connection is called ${name}`,
  email_blocked: ({ email }) => `its domain is on blockedEmailDomains of the site, is ${email}`,
  email_not_listed: ({ email }) => `its domain is not on allowedEmailDomains of the site, is ${email}`,
  email_taken: ({ email }) => `is taken: another account of this site has ${email}`,
  username_taken: () => 'is taken: another account looks the same',
  last_bypass: () =>
    'must stay: while single sign-on is required, it is the last active Org Security Admin with bypass and a password ' +
    '(or an address to which a link that sets one is sent). Give these to another account first, or say required: false',
  bypass_missing: () =>
    'needs an active Org Security Admin with bypass and a password (or an address to which a link that sets one is ' +
    'sent) that does not expire, so that somebody can always get in',
  seat_just_taken: () => 'no seat is free for the hosts of this file: raise seats, or make somebody an attendee',
  just_taken: () =>
    'something with the same name, user name, e-mail address or sign-in domain was made at the same moment; apply again',
  tracking_code: ({ expected, received, hint }) =>
    `must be ${expected}, is ${received}${hint === null ? '' : ` (${hint})`}`,
};

/** The rule as an error of a site file tells it. */
export function wordRule(rule: FieldRule): string {
  return (words[rule.id] as (rule: FieldRule) => string)(rule);
}

/** A mistake that breaks a rule. */
export function problemAt(path: FieldPath, rule: FieldRule): FieldProblem {
  return { path, message: wordRule(rule), rule };
}

/** The rule as a schema's message: messages are text, so it travels as JSON until somebody words it. */
export function ruleMessage(rule: FieldRule): string {
  return JSON.stringify(rule);
}

/** The rule that travels in a schema's message; null when the message is the schema library's own. */
export function ruleOfMessage(message: string): FieldRule | null {
  return message.startsWith('{"id":') ? (JSON.parse(message) as FieldRule) : null;
}
