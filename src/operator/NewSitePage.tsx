import { CopyValue, ErrorSummary, Field, FormSection, LinkButton, messagesFor, SubmitButton, Warning } from '../web';
import type { FormError, Language } from '../web';
import { OperatorFrame } from './OperatorFrame';

/** What the form holds, as text. */
export interface NewSiteForm {
  readonly slug: string;
  readonly name: string;
  readonly partnerId: string;
  readonly seats: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

interface NewSiteProps {
  readonly language: Language;
  readonly operatorEmail: string;
  readonly form: NewSiteForm;
  readonly errors: readonly FormError[];
  /** False: the link for the first administrator is shown, for the operator to hand over. */
  readonly mailIsSent: boolean;
}

/** Makes a site with its first administrator. */
export function NewSitePage({ language, operatorEmail, form, errors, mailIsSent }: NewSiteProps) {
  const { admin } = messagesFor(language);
  const texts = admin.operator;
  const common = { language, errors };
  return (
    <OperatorFrame language={language} operatorEmail={operatorEmail} area="newSite" title={texts.areas.newSite}>
      <ErrorSummary errors={errors} language={language} />
      <form method="post" action="/operator/new-site" class="stack" novalidate>
        <p class="soft">{admin.frame.requiredNote}</p>
        <FormSection id="the-site" heading={texts.theSite}>
          <Field
            {...common}
            name="site"
            label={texts.slug}
            hint={texts.slugHint}
            value={form.slug}
            maxLength={63}
            required
          />
          <Field {...common} name="name" label={texts.name} value={form.name} required />
          <Field
            {...common}
            name="partnerId"
            label={texts.partnerId}
            hint={texts.partnerIdHint}
            value={form.partnerId}
          />
          <Field {...common} name="seats" type="number" label={texts.seats} value={form.seats} required short />
        </FormSection>
        <FormSection
          id="first-administrator"
          heading={texts.firstAdministrator}
          text={mailIsSent ? texts.firstAdministratorMailed : texts.firstAdministratorShown}
        >
          <Field
            {...common}
            name="email"
            type="email"
            label={texts.email}
            value={form.email}
            autocomplete="off"
            required
          />
          <Field {...common} name="firstName" label={texts.firstName} value={form.firstName} required />
          <Field {...common} name="lastName" label={texts.lastName} value={form.lastName} required />
        </FormSection>
        <SubmitButton>{texts.makeSite}</SubmitButton>
      </form>
    </OperatorFrame>
  );
}

interface SiteMadeProps {
  readonly language: Language;
  readonly operatorEmail: string;
  readonly site: string;
  readonly siteName: string;
  readonly email: string;
  /** Lets the first administrator choose a password. */
  readonly link: string;
}

/** A site was made and no mail can be sent: the link is shown this once. */
export function SiteMadePage({ language, operatorEmail, site, siteName, email, link }: SiteMadeProps) {
  const texts = messagesFor(language).admin.operator;
  return (
    <OperatorFrame language={language} operatorEmail={operatorEmail} area="newSite" title={texts.madeTitle(siteName)}>
      <Warning>
        <p>{texts.handOver(email)}</p>
      </Warning>
      <CopyValue label={texts.link} value={link} />
      <LinkButton href={`/admin/${site}`}>{texts.goToSite}</LinkButton>
    </OperatorFrame>
  );
}
