import type { ConnectionState, SiteChange } from '../../sites';
import type { FormValues } from '../../web';
import type { FormState, SettingGroup } from './settingFields';

/** The choice of the form that stands for no binding of its own (null). */
const asSignIn = 'as_sign_in';

const mapped = ['firstName', 'lastName', 'email', 'displayName', 'language'] as const;

/** The settings of a connection that its form changes, by their place in the site file. */
export type ConnectionSettingName =
  | Exclude<keyof ConnectionState, 'name' | 'metadataUrl' | 'certificates' | 'legacyAlgorithms' | 'attributes'>
  | 'legacyAlgorithms.allow'
  | 'legacyAlgorithms.until'
  | `attributes.${(typeof mapped)[number]}`;
/** The groups they stand in. */
export type ConnectionSection = 'provider' | 'people' | 'attributes' | 'requests' | 'responses' | 'exceptions';

/** A connection as a change of the site writes it. */
export type ConnectionChange = NonNullable<SiteChange['connections']>[number];

/** The form of a connection. */
export const connectionSettings: readonly SettingGroup<ConnectionSettingName, ConnectionSection>[] = [
  {
    section: 'provider',
    settings: [
      { name: 'enabled', kind: 'flag' },
      { name: 'entityId', kind: 'text', required: true },
      { name: 'ssoUrl', kind: 'text' },
      { name: 'ssoBinding', kind: 'one', values: ['redirect', 'post'] },
      { name: 'sloUrl', kind: 'text' },
      { name: 'sloBinding', kind: 'one', values: [asSignIn, 'redirect', 'post'] },
      { name: 'sloResponseUrl', kind: 'text' },
    ],
  },
  {
    section: 'people',
    settings: [
      {
        name: 'nameIdFormat',
        kind: 'one',
        values: ['unspecified', 'emailAddress', 'persistent', 'x509SubjectName', 'entity'],
      },
      { name: 'usernameFrom', kind: 'lines', required: true },
      { name: 'allowedTypes', kind: 'several', values: ['host', 'attendee'] },
      { name: 'scopes', kind: 'lines' },
    ],
  },
  {
    section: 'attributes',
    settings: mapped.map((field) => ({ name: `attributes.${field}` as const, kind: 'lines' })),
  },
  {
    section: 'requests',
    settings: [
      { name: 'signAuthnRequest', kind: 'flag' },
      { name: 'authnContextClassRefs', kind: 'lines' },
      { name: 'unsolicited', kind: 'one', values: ['restart', 'confirm', 'accept', 'refuse'] },
    ],
  },
  {
    section: 'responses',
    settings: [
      { name: 'requireSigned', kind: 'one', values: ['any', 'assertion', 'response', 'both'] },
      { name: 'requireEncryptedAssertion', kind: 'flag' },
      { name: 'clockSkewSeconds', kind: 'number', required: true },
      { name: 'enforceCertificateExpiry', kind: 'flag' },
    ],
  },
  {
    section: 'exceptions',
    settings: [
      { name: 'legacyAlgorithms.allow', kind: 'several', values: ['sha1', 'cbc'] },
      { name: 'legacyAlgorithms.until', kind: 'day' },
    ],
  },
];

/** What is stored, as the form shows it. */
export function connectionForm(state: ConnectionState): FormState {
  const flag = (value: boolean) => (value ? 'on' : '');
  return {
    enabled: flag(state.enabled),
    entityId: state.entityId,
    ssoUrl: state.ssoUrl ?? '',
    ssoBinding: state.ssoBinding,
    sloUrl: state.sloUrl ?? '',
    sloBinding: state.sloBinding ?? asSignIn,
    sloResponseUrl: state.sloResponseUrl ?? '',
    nameIdFormat: state.nameIdFormat,
    usernameFrom: state.usernameFrom.join('\n'),
    allowedTypes: state.allowedTypes,
    scopes: state.scopes.join('\n'),
    ...Object.fromEntries(mapped.map((field) => [`attributes.${field}`, state.attributes[field].join('\n')])),
    signAuthnRequest: flag(state.signAuthnRequest),
    authnContextClassRefs: state.authnContextClassRefs.join('\n'),
    unsolicited: state.unsolicited,
    requireSigned: state.requireSigned,
    requireEncryptedAssertion: flag(state.requireEncryptedAssertion),
    clockSkewSeconds: String(state.clockSkewSeconds),
    enforceCertificateExpiry: flag(state.enforceCertificateExpiry),
    'legacyAlgorithms.allow': state.legacyAlgorithms?.allow ?? [],
    'legacyAlgorithms.until': state.legacyAlgorithms?.until ?? '',
  };
}

/**
 * What the form changes of a connection. What is none of the choices is passed on: the rules of the site file refuse it.
 */
export function connectionChange(name: string, values: FormValues): ConnectionChange {
  const choice = <Field extends keyof ConnectionState>(field: Field) => values.text(field) as ConnectionState[Field];
  return {
    name,
    enabled: values.isTicked('enabled'),
    entityId: values.text('entityId'),
    ssoUrl: values.textOrNull('ssoUrl'),
    ssoBinding: choice('ssoBinding'),
    sloUrl: values.textOrNull('sloUrl'),
    sloBinding: values.text('sloBinding') === asSignIn ? null : choice('sloBinding'),
    sloResponseUrl: values.textOrNull('sloResponseUrl'),
    nameIdFormat: choice('nameIdFormat'),
    usernameFrom: values.lines('usernameFrom'),
    allowedTypes: [...values.all('allowedTypes')] as ('host' | 'attendee')[],
    scopes: values.lines('scopes'),
    attributes: Object.fromEntries(mapped.map((field) => [field, values.lines(`attributes.${field}`)])),
    signAuthnRequest: values.isTicked('signAuthnRequest'),
    authnContextClassRefs: values.lines('authnContextClassRefs'),
    unsolicited: choice('unsolicited'),
    requireSigned: choice('requireSigned'),
    requireEncryptedAssertion: values.isTicked('requireEncryptedAssertion'),
    clockSkewSeconds: values.wholeNumber('clockSkewSeconds'),
    enforceCertificateExpiry: values.isTicked('enforceCertificateExpiry'),
    legacyAlgorithms: legacyOf(values),
  };
}

function legacyOf(values: FormValues): ConnectionChange['legacyAlgorithms'] {
  const allow = [...values.all('legacyAlgorithms.allow')] as ('sha1' | 'cbc')[];
  const until = values.text('legacyAlgorithms.until');
  return allow.length === 0 && until === '' ? null : { allow, until };
}
