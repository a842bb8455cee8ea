/** A column that holds what a `SecretBox` sealed, in the context `<table>:<key>`. */
export interface SealedPlace {
  readonly table: string;
  /** The primary key, which is part of the context. */
  readonly key: string;
  readonly column: string;
}

/**
 * Every place where sealed secrets lie; whoever seals into a new column adds it here, or it is lost when SECRET_KEY changes.
 * `installation` holds the check value of SECRET_KEY and comes last: as long as it stands under the previous key, no process
 * starts without that one.
 */
export const sealedPlaces: readonly SealedPlace[] = [
  { table: 'site_keys', key: 'id', column: 'private_key_encrypted' },
  { table: 'signing_keys', key: 'kid', column: 'private_key_encrypted' },
  { table: 'raw_responses', key: 'attempt_id', column: 'encrypted' },
  { table: 'mails', key: 'id', column: 'text_encrypted' },
  { table: 'scim_calls', key: 'id', column: 'request_body_encrypted' },
  { table: 'scim_calls', key: 'id', column: 'response_body_encrypted' },
  { table: 'installation', key: 'name', column: 'value' },
];
