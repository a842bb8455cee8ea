/** Every check of a logout message, in the order that fixes the code. Ids are stable; what the gate checks alike is called alike. */
export const logoutChecks = [
  { id: 'certificate_present', label: 'The connection has a usable certificate' },
  { id: 'logout_parameters', label: 'One logout message came, with parameters of the binding alone' },
  { id: 'logout_encoding', label: 'The logout message can be decoded within the limits' },
  { id: 'xml', label: 'The message is plain, well-formed XML within the limits' },
  { id: 'logout_root', label: 'The message is a SAML 2.0 LogoutRequest or LogoutResponse' },
  { id: 'signature_present', label: 'The logout message is signed' },
  { id: 'signature_shape', label: 'The signature stands where it may and holds what it may' },
  { id: 'signature_algorithm', label: 'The algorithm of the signature is allowed' },
  { id: 'signature_valid', label: 'The signature verifies with a certificate of the connection' },
  { id: 'certificate_dates', label: 'The certificate that verifies is in date' },
  { id: 'logout_envelope', label: 'The logout message has what SAML demands and nothing else' },
  { id: 'destination', label: 'Destination is the logout address of this connection' },
  { id: 'issuer', label: 'The issuer is the identity provider' },
  { id: 'logout_time', label: 'The logout message is in time' },
  { id: 'logout_subject', label: 'The LogoutRequest names one subject' },
  { id: 'logout_not_replayed', label: 'The LogoutRequest was not carried out before' },
  { id: 'logout_in_response_to', label: 'The LogoutResponse answers an open request of this connection' },
  { id: 'status', label: 'The identity provider reports success' },
] as const;

/** Id of a check of a logout message. */
export type LogoutCheckId = (typeof logoutChecks)[number]['id'];

/** The ids alone, in order. */
export const logoutCheckIds: readonly LogoutCheckId[] = logoutChecks.map(({ id }) => id);
