import {
  DataTable,
  ErrorSummary,
  Facts,
  Field,
  FormSection,
  formatNumber,
  Hidden,
  messagesFor,
  Moment,
  SubmitButton,
  TextArea,
  Warning,
  type FormError,
} from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { areaHref } from '../areas';
import { ConflictNotice } from '../ConflictNotice';

/** A domain that leads a sign-in to the site. */
export interface SignInDomainLine {
  readonly domain: string;
  readonly vouchedBy: 'dns' | 'operator';
  readonly since: Date;
}

/** The lists of e-mail domains, as text: what is stored, or what was sent. */
export interface DomainsForm {
  readonly allowed: string;
  readonly blocked: string;
}

interface EmailDomainsProps {
  readonly reader: AdminPageReader;
  readonly notice: string | null;
  readonly form: DomainsForm;
  /** The state the form was made from (`tagOf`). */
  readonly tag: string;
  readonly errors: readonly FormError[];
  readonly conflict: readonly string[];
  /** What the lists would have refused; then saving asks once more. */
  readonly forecast: { readonly refused: number; readonly judged: number } | null;
  readonly signInDomains: readonly SignInDomainLine[];
}

/** Which addresses accounts may have, and which lead a sign-in here. */
export function EmailDomainsPage(props: EmailDomainsProps) {
  const { reader, notice, errors, conflict } = props;
  const { language, site } = reader;
  const texts = messagesFor(language).admin.emailDomains;
  const home = areaHref('emailDomains', site);
  return (
    <AdminPage reader={reader} area="emailDomains" title={texts.title} notice={notice}>
      {conflict.length > 0 && <ConflictNotice language={language} subjects={conflict} href={home} />}
      <ErrorSummary errors={errors} language={language} />
      {reader.can('domains.edit') ? <AddressLists {...props} action={home} /> : <AddressFacts {...props} />}
      <SignInDomains {...props} home={home} />
    </AdminPage>
  );
}

function AddressLists(props: EmailDomainsProps & { readonly action: string }) {
  const { reader, form, tag, errors, forecast, action } = props;
  const { language } = reader;
  const { frame, emailDomains: texts } = messagesFor(language).admin;
  const number = (value: number) => formatNumber(value, language);
  return (
    <form method="post" action={action} class="stack">
      <Hidden fields={{ tag, confirmed: forecast === null ? null : '1' }} />
      <FormSection id="addresses" heading={texts.addresses} text={texts.addressesText}>
        {forecast !== null && (
          <Warning tone="bad">
            <p role="alert">{texts.forecast(number(forecast.refused), number(forecast.judged))}</p>
          </Warning>
        )}
        <TextArea
          name="allowedEmailDomains"
          label={texts.allowed}
          hint={texts.allowedHint}
          value={form.allowed}
          errors={errors}
          language={language}
          code
        />
        <TextArea
          name="blockedEmailDomains"
          label={texts.blocked}
          hint={texts.blockedHint}
          value={form.blocked}
          errors={errors}
          language={language}
          code
        />
        <SubmitButton>{forecast === null ? frame.save : texts.forecastConfirm}</SubmitButton>
      </FormSection>
    </form>
  );
}

function AddressFacts({ reader, form }: EmailDomainsProps) {
  const { frame, emailDomains: texts } = messagesFor(reader.language).admin;
  const inOneLine = (list: string) => list.split('\n').join(', ');
  return (
    <FormSection id="addresses" heading={texts.addresses} text={texts.addressesText}>
      <Facts
        rows={[
          [texts.allowed, form.allowed === '' ? texts.allowedAny : inOneLine(form.allowed)],
          [texts.blocked, form.blocked === '' ? frame.none : inOneLine(form.blocked)],
        ]}
      />
    </FormSection>
  );
}

function SignInDomains({ reader, signInDomains, home }: EmailDomainsProps & { readonly home: string }) {
  const { language, isOperator } = reader;
  const texts = messagesFor(language).admin.emailDomains;
  const mayEdit = reader.can('domains.edit');
  const removal = {
    heading: texts.remove,
    cell: ({ domain }: SignInDomainLine) => <a href={`${home}/remove?domain=${domain}`}>{texts.remove}</a>,
  };
  return (
    <section class="stack" aria-labelledby="sign-in-domains">
      <div class="stack-small">
        <h2 id="sign-in-domains">{texts.signIn}</h2>
        <p class="soft">{texts.signInText}</p>
      </div>
      {signInDomains.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <DataTable
          id="domains"
          caption={texts.signInCaption}
          rows={signInDomains}
          keyOf={({ domain }) => domain}
          columns={[
            { heading: texts.domain, rowHeader: true, cell: ({ domain }) => domain },
            { heading: texts.vouchedBy, cell: ({ vouchedBy }) => texts.vouchers[vouchedBy] },
            { heading: texts.since, cell: ({ since }) => <Moment value={since} language={language} /> },
            ...(mayEdit ? [removal] : []),
          ]}
        />
      )}
      {mayEdit && (
        <form method="get" action={`${home}/claim`} class="stack">
          <Field
            name="domain"
            label={texts.claim}
            hint={isOperator ? texts.claimOperatorText : texts.claimText}
            language={language}
            required="unmarked"
          />
          <SubmitButton kind="quiet">{texts.claimSubmit}</SubmitButton>
        </form>
      )}
    </section>
  );
}
