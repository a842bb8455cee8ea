import type { FieldRule, FieldRuleOf } from '../../../sites';

/**
 * One sentence for every rule that a field can break, as a form tells it. What is wrong with a tracking code is said by
 * the reasons of the catalogue.
 */
export type RuleTexts = {
  readonly [Id in Exclude<FieldRule['id'], 'tracking_code'>]: (rule: FieldRuleOf<Id>) => string;
};

/** What to do about a field that breaks a rule. The rules themselves are those of the site file. */
export const rules: RuleTexts = {
  text: () => 'Enter text.',
  filled: () => 'Fill this in.',
  no_blank_ends: () => 'Remove the blanks at the beginning and the end.',
  no_invisible: () => 'Remove the invisible characters.',
  flag: () => 'Choose yes or no.',
  list: () => 'Enter a list.',
  filled_list: () => 'Name at least one.',
  fields: () => 'Fill in the fields of this section.',
  slug: () => 'Use 1 to 63 lower-case letters, digits and hyphens.',
  domain: () => 'Enter a domain such as acme.test.',
  email: () => 'Enter an e-mail address such as name@acme.test.',
  language: () => 'Enter a language such as en, de or nb.',
  time_zone: () => 'Enter a time zone such as Europe/Oslo.',
  moment: () => 'Enter a day (2027-03-31) or a time with its zone (2027-03-31T18:00:00Z).',
  certificate: () => 'Enter a certificate in PEM form.',
  at_most: ({ characters }) => `Use at most ${characters} characters.`,
  at_most_entries: ({ entries }) => `Use at most ${entries} entries.`,
  at_least: ({ characters }) => `Use at least ${characters} characters.`,
  between: ({ from, to }) => `Enter a whole number from ${from} to ${to}.`,
  one_of: ({ values }) => `Choose one of: ${values.join(', ')}.`,
  either: () => 'Give one of the two, not both.',
  address: () => 'Enter an address that begins with https://.',
  origin: () => 'Enter the origin of an application alone, such as https://app.acme.test.',
  twice: () => 'This stands here twice. Remove one of them.',
  new_site_unnamed: () => 'Give the site a name.',
  domain_of_another_site: ({ domain }) => `${domain} is used for sign-in by another site.`,
  domain_unproven: ({ domain }) => `Prove first, by a DNS record, that ${domain} is yours.`,
  label_reserved: ({ label }) => `${label} is a reserved name. Choose another label.`,
  label_taken: ({ label, number }) => `TC${number} is already called ${label}. Choose another label.`,
  entitlement_taken: ({ name }) => `Something of this site shows as "${name}" already. Choose another name.`,
  label_missing: () => 'Give the tracking code a label.',
  idp_missing: () => 'Import the metadata of the identity provider, or enter its entity ID.',
  unknown_tracking_code: () => 'This site has no such tracking code.',
  tracking_code_required: () => 'Fill this in: the tracking code is required.',
  accounts_belong: ({ accounts }) =>
    accounts === 1
      ? 'One account belongs to this connection. Move it to another one first, or switch this one off.'
      : `${accounts} accounts belong to this connection. Move them to another one first, or switch this one off.`,
  seats: ({ seats, needed }) =>
    `No seat is free: the site has ${seats}, and ${needed} would be held. Raise the seats, or make somebody an attendee.`,
  unknown_connection: ({ name }) => `This site has no connection ${name}.`,
  connection_name_taken: ({ name }) => `Another connection is called ${name}. Choose another name.`,
  email_blocked: ({ email }) => `${email} belongs to a domain that this site blocks.`,
  email_not_listed: ({ email }) => `${email} belongs to a domain that is not on the list of allowed ones.`,
  email_taken: ({ email }) => `Another account of this site has the address ${email}.`,
  username_taken: () => 'Another account has this user name, or one that looks the same.',
  last_bypass: () =>
    'Single sign-on is required here, and nobody else could get in without it and mend it. Give another Org Security Admin the bypass first.',
  bypass_missing: () =>
    'Give an active Org Security Admin the bypass first, with a password or an address and without an end, so that somebody can always get in.',
  seat_just_taken: () => 'Somebody else has just taken the last seat. Raise the seats, or make somebody an attendee.',
  just_taken: () => 'Somebody else has just made something of the same name or address. Look at it, then try again.',
};
