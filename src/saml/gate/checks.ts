/**
 * Every check of the gate, in the order that fixes the code when several things are wrong. Ids are stable. The labels
 * are what a check-list shows.
 */
export const gateChecks = [
  { id: 'certificate_present', label: 'The connection has a usable certificate' },
  { id: 'base64', label: 'SAMLResponse is base64 of an acceptable size' },
  { id: 'encoding', label: 'The response is UTF-8' },
  { id: 'xml', label: 'The response is plain, well-formed XML within the limits' },
  { id: 'response_root', label: 'The message is a SAML 2.0 Response' },
  { id: 'response_envelope', label: 'The Response has its ID, Version, IssueInstant and Status' },
  { id: 'status', label: 'The identity provider reports success' },
  { id: 'assertion_count', label: 'The Response holds exactly one assertion' },
  { id: 'unique_ids', label: 'Every ID is unique' },
  { id: 'assertion_shape', label: 'The assertion has its ID and Version' },
  { id: 'signature_present', label: 'What must be signed is signed' },
  { id: 'signature_shape', label: 'Signatures stand where they may and hold what they may' },
  { id: 'signature_algorithm', label: 'The algorithms of the signature are allowed' },
  { id: 'signature_valid', label: 'The signature verifies with a certificate of the connection' },
  { id: 'certificate_dates', label: 'The certificate that verifies is in date' },
  { id: 'encryption', label: 'The assertion is encrypted where the connection demands it' },
  { id: 'decryption', label: 'The encrypted assertion can be read' },
  { id: 'destination', label: 'Destination is the address of this connection' },
  { id: 'response_issuer', label: 'The issuer of the Response is the identity provider' },
  { id: 'assertion_issuer', label: 'The issuer of the assertion is the identity provider' },
  { id: 'subject', label: 'There is one subject' },
  { id: 'username_source', label: 'A source of the user name is present' },
  { id: 'name_qualifiers', label: 'The qualifiers of the NameID are ours or absent' },
  { id: 'name_id_format', label: 'The NameID has the format the connection demands' },
  { id: 'name_id_characters', label: 'The NameID holds visible, normalized characters' },
  { id: 'confirmation', label: 'There is a bearer confirmation with its data' },
  { id: 'recipient', label: 'Recipient is the address of this connection' },
  { id: 'confirmation_time', label: 'The confirmation is in time' },
  { id: 'assertion_not_replayed', label: 'The assertion was not used before' },
  { id: 'in_response_to_agrees', label: 'Response and confirmation answer the same request' },
  { id: 'in_response_to', label: 'The request answered is open and of this connection' },
  { id: 'conditions', label: 'There is one Conditions element and it is understood' },
  { id: 'conditions_time', label: 'The conditions are in time' },
  { id: 'audience', label: 'The assertion is meant for us' },
  { id: 'issue_instant', label: 'The assertion is fresh' },
  { id: 'authn_statement', label: 'There is an AuthnStatement' },
  { id: 'session_time', label: 'The session at the identity provider goes on' },
  { id: 'authn_instant', label: 'The time of authentication is plausible' },
  { id: 'authn_context', label: 'The authentication context is accepted' },
  { id: 'attributes', label: 'Attributes have names and mapped ones hold text' },
  { id: 'attributes_single', label: 'Mapped attributes have one value' },
  { id: 'scopes', label: 'Scoped identifiers belong to this connection' },
] as const;

/** Id of a check of the gate. */
export type GateCheckId = (typeof gateChecks)[number]['id'];

/** The ids alone, in order. */
export const gateCheckIds: readonly GateCheckId[] = gateChecks.map(({ id }) => id);
