import { nearMiss, type PolicySettings } from '../../jit';
import { safeValue } from '../../sso/catalogue';

/** Which attribute fills a field of ours, and with what. */
export interface MappedPreview {
  readonly field: 'username' | keyof PolicySettings['attributes'];
  /** The attribute that fills it; null when none of those named was sent. */
  readonly from: string | null;
  /** Its first value, cut to a safe length; null without one. */
  readonly value: string | null;
  /** In English: under which other name it was probably sent; null when nothing looks like it. */
  readonly hint: string | null;
}

const fields = ['firstName', 'lastName', 'email', 'displayName', 'language'] as const;

/**
 * What the mapping makes of attributes that were sent. For the user name the first one that is not empty decides, for the
 * other fields the first one present. Explains only: sign-ins are judged by `jit`.
 *
 * @param sent attributes by name, the subject under `NameID`
 */
export function mapPreview(
  { usernameFrom, attributes }: Pick<PolicySettings, 'usernameFrom' | 'attributes'>,
  sent: ReadonlyMap<string, readonly string[]>,
): MappedPreview[] {
  const first = (name: string) => sent.get(name)?.[0]?.trim() ?? '';
  const username = usernameFrom.find((name) => first(name) !== '') ?? null;
  const preview = (field: MappedPreview['field'], wanted: readonly string[], from: string | null): MappedPreview => ({
    field,
    from,
    value: from === null ? null : safeValue(first(from)),
    hint: from === null && wanted.length > 0 ? nearMiss(sent, wanted, field) : null,
  });
  return [
    preview('username', usernameFrom, username),
    ...fields.map((field) =>
      preview(field, attributes[field], attributes[field].find((name) => sent.has(name)) ?? null),
    ),
  ];
}
