import { newAccount, organizationRoles, type AccountState } from '../../../accounts';
import { problemOf, type AccountProblem, type WantedAccount } from '../../../accounts/change';
import { accountStatuses, type TrackingCodeSetting } from '../../../jit';
import { readMoment } from '../../../sites';
import { trackingCodeName } from '../../../trackingCodes';
import type { FormValues } from '../../../web';

/** What the form of an account holds, as text: what is stored, or what was sent. */
export interface AccountForm {
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly displayName: string;
  readonly language: string;
  /** Empty: UTC. */
  readonly timeZone: string;
  readonly type: string;
  readonly status: string;
  /** Empty: none is named. */
  readonly connection: string;
  readonly expiresAt: string;
  /** By name (`TC1`). */
  readonly trackingCodes: Readonly<Record<string, string>>;
  readonly roles: readonly string[];
  readonly bypass: boolean;
}

const endOfDay = 'T23:59:59.999Z';

/** The form of an account as it is stored; an empty one for a new account. */
export function formOf(state: AccountState | null): AccountForm {
  const account = state ?? { ...newAccount, username: '' };
  const { expiresAt } = account;
  return {
    username: account.username,
    firstName: account.firstName ?? '',
    lastName: account.lastName ?? '',
    email: account.email ?? '',
    displayName: account.displayName ?? '',
    language: account.language ?? '',
    timeZone: account.timeZone ?? '',
    type: account.type,
    status: account.status,
    connection: account.connection ?? '',
    expiresAt: expiresAt?.endsWith(endOfDay) === true ? expiresAt.slice(0, 10) : (expiresAt ?? ''),
    trackingCodes: account.trackingCodes,
    roles: account.roles,
    bypass: account.bypass,
  };
}

/** The codes a form asks for. */
export function codesInUse(codes: readonly TrackingCodeSetting[]): readonly TrackingCodeSetting[] {
  return codes.filter(({ usage }) => usage !== 'not_used');
}

/**
 * The form as it was sent.
 *
 * @param stored what a form without the rights section keeps
 */
export function sentForm(
  values: FormValues,
  codes: readonly TrackingCodeSetting[],
  stored: AccountState | null,
  mayGrant: boolean,
): AccountForm {
  const names = codesInUse(codes).map(({ number }) => trackingCodeName(number));
  const kept = formOf(stored);
  return {
    username: values.text('username'),
    firstName: values.text('firstName'),
    lastName: values.text('lastName'),
    email: values.text('email'),
    displayName: values.text('displayName'),
    language: values.text('language'),
    timeZone: values.text('timeZone'),
    type: values.text('type'),
    status: values.text('status'),
    connection: values.text('connection'),
    expiresAt: values.text('expiresAt'),
    trackingCodes: Object.fromEntries(names.map((name) => [name, values.text(`trackingCodes.${name}`)])),
    roles: mayGrant ? organizationRoles.filter((role) => values.all('roles').includes(role)) : kept.roles,
    bypass: mayGrant ? values.isTicked('bypass') : kept.bypass,
  };
}

/** What a form wants of an account, and what in it cannot even be read. */
export function wantedOf(
  form: AccountForm,
  before: AccountState | null,
): { readonly wanted: WantedAccount; readonly problems: readonly AccountProblem[] } {
  const problems: AccountProblem[] = [];
  const unknown = (field: 'type' | 'status' | 'expiresAt', expected: string) =>
    problems.push(problemOf(field, 'value_unknown', { expected, received: form[field] }));
  const type = (['host', 'attendee'] as const).find((one) => one === form.type);
  if (type === undefined) unknown('type', 'host, attendee');
  const status = accountStatuses.find((one) => one === form.status);
  if (status === undefined) unknown('status', accountStatuses.join(', '));
  const expiresAt = form.expiresAt === '' ? null : readMoment(form.expiresAt);
  if (form.expiresAt !== '' && expiresAt === null) unknown('expiresAt', '2027-03-31, 2027-03-31T18:00:00Z');
  const orNull = (text: string) => (text === '' ? null : text);
  const codes = Object.entries(form.trackingCodes).map(([name, value]) => [name, orNull(value)] as const);
  const wanted: WantedAccount = {
    username: form.username,
    firstName: orNull(form.firstName),
    lastName: orNull(form.lastName),
    email: orNull(form.email),
    displayName: orNull(form.displayName),
    language: orNull(form.language),
    timeZone: orNull(form.timeZone),
    connection: orNull(form.connection),
    expiresAt: expiresAt?.toISOString() ?? null,
    roles: before !== null && isSameSet(before.roles, form.roles) ? before.roles : form.roles,
    bypass: form.bypass,
    trackingCodes: Object.fromEntries(codes),
    ...(type === undefined ? {} : { type }),
    ...(status === undefined ? {} : { status }),
  };
  return { wanted, problems };
}

/** Roles have no order; a form has one. */
function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item));
}
