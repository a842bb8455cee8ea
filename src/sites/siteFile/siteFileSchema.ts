import { z } from 'zod';
import { fieldLimits, organizationRoles, trackingCodeLimit } from '../../accounts';
import { accountStatuses, mappedFields } from '../../jit';
import { shortestPassword } from '../../sessions';
import { isReservedLabel, mostValues } from '../../trackingCodes';
import { ruleMessage } from './fieldRule';
import {
  addressRules,
  domains,
  email,
  filledList,
  flag,
  language,
  list,
  momentIso,
  momentText,
  oneOf,
  record,
  slug,
  text,
  timeZone,
  wholeNumber,
} from './fieldRules';

const longestName = 255;
const longestAttributeName = 256;
const longestPassword = 256;
const largestPem = 64 * 1024;

/** Names of the ten tracking codes as a file, an assertion and a CSV spell them. */
const trackingCodeNames = Array.from({ length: 10 }, (_, index) => `TC${index + 1}`);

/** A file beside the site file, or the text itself. */
const certificateSource = record({
  file: text(1024).optional(),
  pem: z
    .string({ error: ruleMessage({ id: 'text' }) })
    .max(largestPem, { error: ruleMessage({ id: 'certificate' }) })
    .optional(),
}).refine((source) => (source.file === undefined) !== (source.pem === undefined), {
  error: ruleMessage({ id: 'either', one: 'file', other: 'pem' }),
});

const metadataSource = record({
  file: text(1024).optional(),
  url: text(2048).optional(),
}).refine((source) => (source.file === undefined) !== (source.url === undefined), {
  error: ruleMessage({ id: 'either', one: 'file', other: 'url' }),
});

const legacyAlgorithms = record({ allow: filledList(oneOf(['sha1', 'cbc'])), until: momentText });

function connectionSchema({ address }: ReturnType<typeof addressRules>) {
  const attributeName = text(longestAttributeName);
  const attributes = Object.fromEntries(mappedFields.map((field) => [field, list(attributeName).optional()])) as Record<
    (typeof mappedFields)[number],
    z.ZodOptional<z.ZodArray<typeof attributeName>>
  >;
  return record({
    name: slug,
    renameTo: slug.optional(),
    remove: flag.optional(),
    enabled: flag.optional(),
    metadata: metadataSource.nullable().optional(),
    entityId: text(1024).optional(),
    ssoUrl: address.nullable().optional(),
    ssoBinding: oneOf(['redirect', 'post']).optional(),
    sloUrl: address.nullable().optional(),
    sloResponseUrl: address.nullable().optional(),
    sloBinding: oneOf(['redirect', 'post']).nullable().optional(),
    certificates: list(certificateSource).optional(),
    nameIdFormat: oneOf(['unspecified', 'emailAddress', 'persistent', 'x509SubjectName', 'entity']).optional(),
    authnContextClassRefs: list(text(1024)).optional(),
    signAuthnRequest: flag.optional(),
    unsolicited: oneOf(['restart', 'confirm', 'accept', 'refuse']).optional(),
    enforceCertificateExpiry: flag.optional(),
    requireEncryptedAssertion: flag.optional(),
    requireSigned: oneOf(['any', 'assertion', 'response', 'both']).optional(),
    legacyAlgorithms: legacyAlgorithms.nullable().optional(),
    scopes: domains.optional(),
    clockSkewSeconds: wholeNumber(0, 300).optional(),
    allowedTypes: filledList(oneOf(['host', 'attendee'])).optional(),
    usernameFrom: filledList(attributeName).optional(),
    attributes: record(attributes).optional(),
  }).refine(({ remove, renameTo }) => remove !== true || renameTo === undefined, {
    error: ruleMessage({ id: 'either', one: 'remove', other: 'renameTo' }),
  });
}

const trackingCodeLabel = text(longestName).superRefine((label, context) => {
  if (!isReservedLabel(label)) return;
  context.addIssue({ code: 'custom', message: ruleMessage({ id: 'label_reserved', label }) });
});

const trackingCodeSchema = record({
  number: wholeNumber(1, 10),
  remove: flag.optional(),
  label: trackingCodeLabel.optional(),
  input: oneOf(['text', 'dropdown']).optional(),
  usage: oneOf(['required', 'optional', 'not_used']).optional(),
  values: list(record({ value: text(trackingCodeLimit), active: flag.default(true) }))
    .max(mostValues, { error: ruleMessage({ id: 'at_most_entries', entries: mostValues }) })
    .optional(),
});

const accountTrackingCodes = Object.fromEntries(
  trackingCodeNames.map((name) => [name, text(trackingCodeLimit).nullable().optional()]),
) as Record<string, z.ZodOptional<z.ZodNullable<ReturnType<typeof text>>>>;

const limits = fieldLimits.other;
const accountSchema = record({
  username: text(limits.username),
  remove: flag.optional(),
  firstName: text(limits.firstName).nullable().optional(),
  lastName: text(limits.lastName).nullable().optional(),
  displayName: text(limits.displayName).nullable().optional(),
  email: email.nullable().optional(),
  type: oneOf(['host', 'attendee']).optional(),
  status: oneOf(accountStatuses).optional(),
  roles: list(oneOf(organizationRoles)).optional(),
  trackingCodes: record(accountTrackingCodes).optional(),
  connection: slug.nullable().optional(),
  expiresAt: momentIso.nullable().optional(),
  language: language.nullable().optional(),
  timeZone: timeZone.nullable().optional(),
  bypass: flag.optional(),
  password: z
    .string({ error: ruleMessage({ id: 'text' }) })
    .min(shortestPassword, { error: ruleMessage({ id: 'at_least', characters: shortestPassword }) })
    .max(longestPassword, { error: ruleMessage({ id: 'at_most', characters: longestPassword }) })
    .optional(),
});

const workspaceSchema = record({
  name: text(longestName),
  remove: flag.optional(),
  roles: list(text(longestName)).optional(),
  groups: list(text(longestName)).optional(),
});

/**
 * The site file as it is written (design 4.4). Only `site` must be there; what is absent stays as it is.
 *
 * @param allowHttp true where PUBLIC_URL is http on loopback: then addresses may be http
 */
export function siteFileSchema(allowHttp: boolean) {
  const rules = addressRules(allowHttp);
  const { address, origin } = rules;
  return record({
    site: slug,
    name: text(longestName).optional(),
    partnerId: text(longestName).nullable().optional(),
    seats: wholeNumber(0, 1_000_000_000).optional(),
    allowedEmailDomains: domains.optional(),
    blockedEmailDomains: domains.optional(),
    signInDomains: domains.optional(),
    adminContact: record({
      name: text(longestName).nullable().optional(),
      email: email.nullable().optional(),
      url: address.nullable().optional(),
    }).optional(),
    rawResponseDays: wholeNumber(0, 90).optional(),
    singleSignOn: record({
      enabled: flag.optional(),
      required: flag.optional(),
      autoCreate: flag.optional(),
      autoUpdate: flag.optional(),
      removeUpnSuffix: flag.optional(),
      upnSuffixes: list(text(longestName)).optional(),
      newAccounts: oneOf(['active', 'pending']).optional(),
      defaultTarget: address.nullable().optional(),
      allowedTargets: list(origin)
        .transform((all) => [...new Set(all)])
        .optional(),
      errorUrl: address.nullable().optional(),
    }).optional(),
    connections: list(connectionSchema(rules)).optional(),
    trackingCodes: list(trackingCodeSchema).optional(),
    accounts: list(accountSchema).optional(),
    workspaces: list(workspaceSchema).optional(),
  });
}

/** A site file whose fields are each valid by themselves. */
export type WrittenSiteFile = z.output<ReturnType<typeof siteFileSchema>>;
/** A connection as a file writes it. */
export type WrittenConnection = NonNullable<WrittenSiteFile['connections']>[number];
/** An account as a file writes it. */
export type WrittenAccount = NonNullable<WrittenSiteFile['accounts']>[number];
