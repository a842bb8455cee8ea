import type { TrackingCodeSetting } from '../jit';
import { trackingCodeName } from '../trackingCodes';
import { ErrorSummary, Field, FormSection, Hidden, languages, LinkButton, messagesFor, Page, Select } from '../web';
import { SubmitButton, Warning, type FormError, type Language } from '../web';
import type { Keeper } from './decideKeeper';

/** What the form holds, as text. */
export interface OwnForm {
  readonly firstName: string;
  readonly lastName: string;
  readonly displayName: string;
  readonly email: string;
  readonly language: string;
  readonly timeZone: string;
  /** By name (`TC1`). */
  readonly trackingCodes: Readonly<Record<string, string>>;
}

interface EditAccountProps {
  readonly language: Language;
  /** As the frame greets them. */
  readonly name: string;
  readonly form: OwnForm;
  readonly version: number;
  readonly keeper: Keeper;
  /** True when a new address can be confirmed by a password. */
  readonly mayEditEmail: boolean;
  readonly codes: readonly TrackingCodeSetting[];
  /** Names of the IANA time zone database. */
  readonly timeZones: readonly string[];
  readonly errors: readonly FormError[];
  readonly isConflict: boolean;
}

/** What people change about their own account. What somebody else keeps is not asked for. */
export function EditAccountPage(props: EditAccountProps) {
  const { language, form, errors, keeper, timeZones } = props;
  const { account, myAccount: texts, admin } = messagesFor(language);
  const common = { language, errors };
  const kept = form.timeZone === '' || timeZones.includes(form.timeZone) ? [] : [form.timeZone];
  const zones = ['', ...timeZones, ...kept].map((value) => ({
    value,
    label: value === '' ? texts.timeZoneUtc : value,
  }));
  return (
    <Page title={texts.editTitle} language={language} signedInAs={props.name}>
      <div class="stack-small">
        <p>
          <a href="/account">{account.title}</a>
        </p>
        <h1>{texts.editTitle}</h1>
        {keeper !== 'person' && <p class="soft">{texts.keptBy[keeper]}</p>}
      </div>
      {props.isConflict && <Warning tone="bad">{texts.conflict}</Warning>}
      <ErrorSummary errors={errors} language={language} />
      <form method="post" action="/account/edit" class="stack" novalidate>
        <Hidden fields={{ version: String(props.version) }} />
        {keeper === 'person' && <Details {...props} />}
        <FormSection id="preferences" heading={texts.preferences}>
          {keeper !== 'provisioning' && (
            <Field
              {...common}
              name="displayName"
              label={account.displayName}
              value={form.displayName}
              autocomplete="off"
            />
          )}
          <Select
            {...common}
            name="language"
            label={account.language}
            value={form.language}
            choices={[
              { value: '', label: texts.languageOfBrowser },
              ...languages.map((value) => ({ value, label: texts.languages[value] })),
            ]}
          />
          <Select {...common} name="timeZone" label={texts.timeZone} value={form.timeZone} choices={zones} />
        </FormSection>
        <p class="row">
          <SubmitButton>{admin.frame.save}</SubmitButton>
          <LinkButton href="/account" kind="quiet">
            {admin.frame.cancel}
          </LinkButton>
        </p>
      </form>
    </Page>
  );
}

function Details({ language, form, errors, mayEditEmail, codes }: EditAccountProps) {
  const { account, myAccount: texts } = messagesFor(language);
  const common = { language, errors };
  return (
    <>
      <FormSection id="you" heading={texts.you}>
        <Field
          {...common}
          name="firstName"
          label={account.firstName}
          value={form.firstName}
          autocomplete="off"
          required
        />
        <Field {...common} name="lastName" label={account.lastName} value={form.lastName} autocomplete="off" required />
        {mayEditEmail ? (
          <>
            <Field
              {...common}
              name="email"
              type="email"
              label={account.email}
              hint={texts.emailNeedsPassword}
              value={form.email}
              autocomplete="email"
              required
            />
            <Field
              {...common}
              name="currentPassword"
              type="password"
              label={texts.currentPassword}
              hint={texts.currentPasswordForEmail}
              autocomplete="current-password"
              maxLength={1024}
            />
          </>
        ) : (
          <p class="soft">{texts.emailByAdministrator}</p>
        )}
      </FormSection>
      {codes.length > 0 && (
        <FormSection id="tracking-codes" heading={account.trackingCodes}>
          {codes.map((code) => (
            <TrackingCode key={code.number} code={code} {...{ language, errors, form }} />
          ))}
        </FormSection>
      )}
    </>
  );
}

function TrackingCode({
  code,
  language,
  errors,
  form,
}: { code: TrackingCodeSetting } & Pick<EditAccountProps, 'language' | 'errors' | 'form'>) {
  const texts = messagesFor(language).admin.users.form;
  const name = trackingCodeName(code.number);
  const value = form.trackingCodes[name] ?? '';
  const control = {
    name: `trackingCodes.${name}`,
    label: `${name} · ${code.label}`,
    required: code.usage === 'required',
    language,
    errors,
  };
  if (code.input === 'text') return <Field {...control} value={value} maxLength={132} autocomplete="off" />;
  const active = code.values.filter((listed) => listed.active).map((listed) => listed.value);
  const kept = value === '' || active.includes(value) ? [] : [{ value, label: texts.inactiveValue(value) }];
  const choices = [{ value: '', label: texts.noValue }, ...active.map((one) => ({ value: one, label: one })), ...kept];
  return <Select {...control} value={value} choices={choices} />;
}
