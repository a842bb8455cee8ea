import { organizationRoles, timeZones } from '../../../accounts';
import { requiredFields } from '../../../accounts/change';
import type { AccountStatus, TrackingCodeSetting } from '../../../jit';
import { trackingCodeName } from '../../../trackingCodes';
import { Checkbox, CheckboxGroup, Field, FormSection, languages, messagesFor, Select } from '../../../web';
import type { ControlProps, FormError, Language } from '../../../web';
import { codesInUse, type AccountForm } from './accountForm';

interface FieldsProps {
  readonly language: Language;
  readonly form: AccountForm;
  readonly errors: readonly FormError[];
  /** The status it has now; null for a new account. */
  readonly storedStatus: AccountStatus | null;
  readonly connections: readonly string[];
  readonly codes: readonly TrackingCodeSetting[];
  /** True for whoever may give roles and bypass sign-in. */
  readonly mayGrant: boolean;
}

/** Every field of an account; an asterisk marks those that must be filled in. */
export function AccountFields(props: FieldsProps) {
  return (
    <>
      <PersonSection {...props} />
      <AccountSection {...props} />
      {codesInUse(props.codes).length > 0 && <CodesSection {...props} />}
      <RightsSection {...props} />
    </>
  );
}

const required: readonly string[] = requiredFields;

function PersonSection({ language, form, errors }: FieldsProps) {
  const texts = messagesFor(language).admin.users.form;
  const text = (name: 'username' | 'firstName' | 'lastName' | 'email' | 'displayName') => ({
    name,
    language,
    errors,
    label: texts[name],
    value: form[name],
    required: required.includes(name),
    autocomplete: 'off' as const,
  });
  const known: readonly string[] = languages;
  return (
    <FormSection id="person" heading={texts.who}>
      <Field {...text('username')} />
      <Field {...text('firstName')} />
      <Field {...text('lastName')} />
      <Field {...text('email')} />
      <Field {...text('displayName')} hint={texts.displayNameHint} />
      <Select
        name="language"
        label={texts.language}
        language={language}
        errors={errors}
        value={form.language}
        choices={[
          { value: '', label: texts.languageOfBrowser },
          ...languages.map((value) => ({ value, label: texts.languages[value] })),
          ...(form.language === '' || known.includes(form.language)
            ? []
            : [{ value: form.language, label: form.language }]),
        ]}
      />
      <Select
        name="timeZone"
        label={texts.timeZone}
        language={language}
        errors={errors}
        value={form.timeZone}
        choices={[
          { value: '', label: texts.timeZoneUtc },
          ...timeZones.map((value) => ({ value, label: value })),
          ...(form.timeZone === '' || timeZones.includes(form.timeZone)
            ? []
            : [{ value: form.timeZone, label: form.timeZone }]),
        ]}
      />
    </FormSection>
  );
}

function AccountSection({ language, form, errors, storedStatus, connections }: FieldsProps) {
  const texts = messagesFor(language).admin.users.form;
  const common = { language, errors };
  // What is nobody's word can be kept, not chosen.
  const choosable: readonly AccountStatus[] = ['active', 'deactivated', 'locked'];
  const statuses = storedStatus === null || choosable.includes(storedStatus) ? choosable : [storedStatus, ...choosable];
  const named = form.connection === '' || connections.includes(form.connection) ? [] : [form.connection];
  return (
    <FormSection id="account" heading={texts.account}>
      <Select
        {...common}
        name="type"
        label={texts.type}
        hint={texts.typeHint}
        value={form.type}
        choices={(['host', 'attendee'] as const).map((value) => ({ value, label: texts.types[value] }))}
      />
      <Select
        {...common}
        name="status"
        label={texts.status}
        value={form.status}
        choices={statuses.map((value) => ({ value, label: texts.statuses[value] }))}
      />
      <Select
        {...common}
        name="connection"
        label={texts.connection}
        hint={texts.connectionHint}
        value={form.connection}
        choices={[
          { value: '', label: texts.noConnection },
          ...[...connections, ...named].map((value) => ({ value, label: value })),
        ]}
      />
      <Field
        {...common}
        name="expiresAt"
        label={texts.expiresAt}
        hint={texts.expiresAtHint}
        value={form.expiresAt}
        autocomplete="off"
        short
      />
    </FormSection>
  );
}

function CodesSection({ language, form, errors, codes }: FieldsProps) {
  const texts = messagesFor(language).admin.users.form;
  return (
    <FormSection id="tracking-codes" heading={texts.trackingCodes}>
      {codesInUse(codes).map((code) => {
        const name = trackingCodeName(code.number);
        const value = form.trackingCodes[name] ?? '';
        const control: ControlProps = {
          name: `trackingCodes.${name}`,
          label: `${name} · ${code.label}`,
          language,
          errors,
          required: code.usage === 'required',
        };
        return code.input === 'text' ? (
          <Field key={name} {...control} value={value} maxLength={132} autocomplete="off" />
        ) : (
          <Select key={name} {...control} value={value} choices={valueChoices(code, value, language)} />
        );
      })}
    </FormSection>
  );
}

/** The active values; a stored one that is not active any more stays, marked as such. */
function valueChoices({ values }: TrackingCodeSetting, stored: string, language: Language) {
  const texts = messagesFor(language).admin.users.form;
  const active = values.filter((listed) => listed.active).map(({ value }) => ({ value, label: value }));
  const isListed = stored === '' || active.some(({ value }) => value === stored);
  return [
    { value: '', label: texts.noValue },
    ...active,
    ...(isListed ? [] : [{ value: stored, label: texts.inactiveValue(stored) }]),
  ];
}

function RightsSection({ language, form, errors, mayGrant }: FieldsProps) {
  const texts = messagesFor(language).admin.users.form;
  if (!mayGrant) return null;
  return (
    <FormSection id="rights" heading={texts.rights}>
      <CheckboxGroup
        name="roles"
        label={texts.roles}
        language={language}
        errors={errors}
        values={form.roles}
        choices={organizationRoles.map((value) => ({ value, label: value }))}
      />
      <Checkbox
        name="bypass"
        label={texts.bypass}
        hint={texts.bypassHint}
        language={language}
        errors={errors}
        checked={form.bypass}
      />
    </FormSection>
  );
}
