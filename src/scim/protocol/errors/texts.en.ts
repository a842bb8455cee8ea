import type { ScimErrorTexts } from './catalogue';

const filterRule = 'See RFC 7644 section 3.4.2.2: https://datatracker.ietf.org/doc/html/rfc7644#section-3.4.2.2';
const support = 'Contact technical support.';

/** What every error says, in English: the sentences that `detail` holds, word for word. */
export const english: ScimErrorTexts = {
  1: {
    detail: "Invalid '{A}'",
    cause: "The value given for '{A}' is invalid: nothing here has it.",
    fix: "Check that the value for '{A}' is right.",
  },
  2: {
    detail: "Invalid '{A}'",
    cause: "The value given for '{A}' is invalid: what it names does not exist.",
    fix: "Check that the value for '{A}' is right.",
  },
  3: {
    detail: "The '{A}' already exists",
    cause: "The value given for '{A}' already exists.",
    fix: "Enter a unique value for '{A}'.",
  },
  4: {
    detail: "The '{A}' contains invalid whitespace characters",
    cause: "The value given for '{A}' may not contain spaces.",
    fix: 'Remove the whitespace characters.',
  },
  5: {
    detail: "'{A}' contains invalid characters",
    cause: "The value given for '{A}' is invalid.",
    fix: "Enter a valid value for '{A}'.",
  },
  6: {
    detail: "'{A}' contains the invalid character '='",
    cause: "The value given for '{A}' contains an invalid character.",
    fix: "Enter a valid value for '{A}'.",
  },
  7: {
    detail: "'{A}' cannot be longer than 255 characters",
    cause: "The value given for '{A}' is too long.",
    fix: 'Enter a value of at most 255 characters.',
  },
  8: {
    detail: 'Invalid endpoint',
    cause: 'The address called is not an endpoint.',
    fix: 'Check the schema definition and the base address in the client.',
  },
  9: {
    detail: 'Unsupported HTTP method',
    cause: 'The endpoint does not support that HTTP method.',
    fix: 'Check which HTTP methods the endpoint supports: the header Allow lists them.',
  },
  10: {
    detail: 'Role name cannot be changed',
    cause: 'The client tried to change the name of a role.',
    fix: 'Role names cannot be changed by SCIM. Switch off renaming of groups in the client.',
  },
  11: {
    detail: "Invalid 'workspaceName'",
    cause: 'There is no workspace of the name given.',
    fix: 'Check that the name of the workspace is right.',
  },
  12: {
    detail: 'Invalid email address',
    cause: 'The e-mail address given is invalid.',
    fix: 'Enter a valid e-mail address.',
  },
  13: {
    detail: 'The email domain has been restricted',
    cause: 'The domain of the e-mail address given is restricted.',
    fix: 'Use another domain, or change the e-mail domains of the site.',
  },
  14: {
    detail: 'Invalid timezone',
    cause: 'The time zone given is invalid.',
    fix: 'Enter a valid time zone, such as Europe/Berlin.',
  },
  15: {
    detail: 'Invalid locale',
    cause: 'The locale given is invalid.',
    fix: 'Enter a valid locale: de_DE, en_US, es_AR, es_ES, es_MX, fr_FR, fr_CA, it_IT, nl_NL, pl_PL, zh_CN, zh_TW, ja_JP, ko_KR or pt_BR.',
  },
  16: {
    detail: 'Invalid phone number',
    cause: 'The phone number given is invalid.',
    fix: 'Enter a valid phone number or contact technical support.',
  },
  17: {
    detail: "Invalid 'filter' expression",
    cause: 'The filter compares with something that is no value, or with one that does not go with the attribute.',
    fix: filterRule,
  },
  18: {
    detail: "Invalid 'filter' expression",
    cause: 'The filter holds a character or word where it may not stand.',
    fix: filterRule,
  },
  19: {
    detail: "Invalid 'filter' expression",
    cause: 'The filter ends too early.',
    fix: filterRule,
  },
  20: {
    detail: "Invalid 'filter' expression",
    cause: "The filter names '{A}', which the resource type does not have.",
    fix: filterRule,
  },
  21: {
    detail: "Undefined attribute '{A}'. Check the schema definition.",
    cause: "The attribute '{A}' is not defined in the schema.",
    fix: 'Check the schema definition.',
  },
  22: {
    detail: "Attribute '{A}' cannot take multi-valued or complex values",
    cause: "The attribute '{A}' cannot take such values.",
    fix: 'Check in the schema definition what the attribute expects.',
  },
  23: {
    detail: "A value for '{A}' is required",
    cause: 'The value of a required field is null.',
    fix: 'Check the schema definition for the required fields.',
  },
  24: {
    detail: "A value for '{A}' is required",
    cause: 'The value of a required field is missing.',
    fix: 'Check the schema definition for the required fields.',
  },
  25: {
    detail: "A value for '{A}' is required",
    cause: 'The value of a required field is blank.',
    fix: 'Check the schema definition for the required fields.',
  },
  26: {
    detail: 'The user is not a member of the workspace',
    cause: 'The client tried to give somebody a role or group of a workspace the person does not belong to.',
    fix: 'First add the user to the workspace, then to the role or group.',
  },
  27: {
    detail: 'You do not have access. Contact technical support.',
    cause: 'The acting user of the provisioning may not do this.',
    fix: `Give the acting user the organization role this needs. ${support}`,
  },
  28: {
    detail: 'An error occurred. Contact technical support.',
    cause: 'Something went wrong on our side.',
    fix: `${support} The request id leads to the log.`,
  },
  unauthenticated: {
    detail: 'Authentication failed',
    cause: 'The credentials are missing, wrong, expired, or of another type than the provisioning takes.',
    fix: 'Check id, secret and credential type of the provisioning; make a new secret under My Account if in doubt.',
  },
  body_malformed: {
    detail: 'The request body is not valid JSON',
    cause: 'The body cannot be read as a JSON object.',
    fix: 'Send one JSON object in UTF-8.',
  },
  body_too_large: {
    detail: 'The request body is too large',
    cause: 'The body is larger than this endpoint takes.',
    fix: 'Split the request into smaller ones.',
  },
  media_type_unsupported: {
    detail: 'Unsupported media type',
    cause: 'The body is announced as something else than JSON.',
    fix: 'Send application/scim+json or application/json.',
  },
  schemas_wrong: {
    detail: "The 'schemas' of the request are missing or wrong",
    cause: 'The message does not say what it is, or says it is something else.',
    fix: "Send the URN of the message or resource in 'schemas'.",
  },
  version_unsupported: {
    detail: 'Only SCIM 2.0 is supported',
    cause: 'The client speaks SCIM 1.',
    fix: 'Set the client to SCIM 2.0.',
  },
  operation_invalid: {
    detail: 'Invalid operation',
    cause: 'An operation of the request is none of those the protocol knows, or lacks what it needs.',
    fix: "Send 'Operations' as a list; in a PATCH each has the op add, replace or remove, in a bulk request method and path.",
  },
  no_target: {
    detail: 'The operation has no target',
    cause: 'A remove came without a path, or the filter in a path matches nothing.',
    fix: 'Name the attribute to change in the path, and check its filter.',
  },
  not_changeable: {
    detail: "Attribute '{A}' cannot be changed",
    cause: "The attribute '{A}' is read-only, immutable, or required and therefore not removable.",
    fix: 'Take the attribute out of the mapping of the client.',
  },
  value_of_wrong_type: {
    detail: "The value for '{A}' has the wrong type",
    cause: "The attribute '{A}' takes values of another type.",
    fix: 'Check in the schema definition what the attribute expects.',
  },
  projection_ambiguous: {
    detail: "'attributes' and 'excludedAttributes' cannot be used together",
    cause: 'The request names both what to return and what to leave out.',
    fix: 'Send only one of the two.',
  },
  filter_not_allowed_here: {
    detail: 'This endpoint cannot be filtered',
    cause: 'A filter was sent to an endpoint that describes the service.',
    fix: 'Leave the filter out.',
  },
  precondition_failed: {
    detail: 'The resource has changed meanwhile',
    cause: 'The version in If-Match is not the present one.',
    fix: 'Read the resource again and repeat the change.',
  },
  too_many_results: {
    detail: 'The query matches too many resources',
    cause: 'The query would return more than the service is willing to process.',
    fix: 'Narrow the filter or ask for fewer results.',
  },
  too_many_operations: {
    detail: 'Too many operations in one request',
    cause: 'The request holds more operations than the service takes at once.',
    fix: 'Split the request into smaller ones; /ServiceProviderConfig states the limits.',
  },
  bulk_id_unresolved: {
    detail: "The 'bulkId' cannot be resolved",
    cause: 'An operation refers to the result of another one that is missing or failed.',
    fix: 'Check the references between the operations.',
  },
  seat_unavailable: {
    detail: 'No free seat',
    cause: 'The person would take a seat as a host, and none is free.',
    fix: 'Free a seat, raise the seats of the site, or provision the person as an attendee.',
  },
  account_protected: {
    detail: 'This account cannot be deactivated or stripped by SCIM',
    cause: 'It is the last Org Security Admin, has a bypass sign-in, or is the acting user of the provisioning.',
    fix: 'Change the account in the administration, or take it out of the scope of the client.',
  },
  rate_limited: {
    detail: 'Too many requests',
    cause: 'The client sends more requests than the provisioning may.',
    fix: 'Nothing: the client tries again after the time in Retry-After.',
  },
  brake_held: {
    detail: 'The provisioning is held because it was about to deactivate or strip many accounts',
    cause: 'More accounts than the set share would lose access within the set time.',
    fix: 'Look at the provisioning in the administration and let it go on if the change is meant.',
  },
  not_implemented: {
    detail: 'Not implemented',
    cause: 'The service does not offer this optional part of SCIM.',
    fix: 'Switch it off in the client; /ServiceProviderConfig states what is supported.',
  },
  unavailable: {
    detail: 'The service is busy. Try again later.',
    cause: 'The request could not be carried out just now; nothing was changed.',
    fix: 'Nothing: the client tries again.',
  },
};
