import {
  ErrorSummary,
  Field,
  FormSection,
  formatNumber,
  Hidden,
  LinkButton,
  messagesFor,
  SubmitButton,
  type FormError,
} from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { areaHref } from '../areas';
import { ConflictNotice } from '../ConflictNotice';

/** What the form holds, as text: what is stored, or what was sent. */
export interface SiteForm {
  readonly name: string;
  readonly partnerId: string;
  readonly seats: string;
  readonly rawResponseDays: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly contactUrl: string;
}

interface EditSiteProps {
  readonly reader: AdminPageReader;
  readonly form: SiteForm;
  /** The state the form was made from (`tagOf`). */
  readonly tag: string;
  readonly seatsUsed: number;
  readonly errors: readonly FormError[];
  /** What somebody else changed meanwhile. */
  readonly conflict: readonly string[];
}

/** The site's own fields. */
export function EditSitePage({ reader, form, tag, seatsUsed, errors, conflict }: EditSiteProps) {
  const { language, site } = reader;
  const { admin } = messagesFor(language);
  const texts = admin.siteInformation;
  const home = areaHref('siteInformation', site);
  const common = { language, errors };
  return (
    <AdminPage reader={reader} area="siteInformation" title={texts.editTitle} crumbs={[]}>
      {conflict.length > 0 && <ConflictNotice language={language} subjects={conflict} href={`${home}/edit`} />}
      <ErrorSummary errors={errors} language={language} />
      <form method="post" action={`${home}/edit`} class="stack" novalidate>
        <Hidden fields={{ tag }} />
        <p class="soft">{admin.frame.requiredNote}</p>
        <FormSection id="the-site" heading={texts.theSite}>
          <Field {...common} name="name" label={texts.name} hint={texts.nameHint} value={form.name} required />
          <Field
            {...common}
            name="partnerId"
            label={texts.partnerId}
            hint={texts.partnerIdHint}
            value={form.partnerId}
          />
          <Field
            {...common}
            name="seats"
            type="number"
            label={texts.seats}
            hint={texts.seatsHint(formatNumber(seatsUsed, language))}
            value={form.seats}
            required
            short
          />
          <Field
            {...common}
            name="rawResponseDays"
            type="number"
            label={texts.rawResponseDays}
            hint={texts.rawResponseDaysHint}
            value={form.rawResponseDays}
            required
            short
          />
        </FormSection>
        <FormSection id="contact" heading={texts.contact} text={texts.contactHint}>
          <Field {...common} name="adminContact.name" label={texts.contactName} value={form.contactName} />
          <Field
            {...common}
            name="adminContact.email"
            type="email"
            label={texts.contactEmail}
            value={form.contactEmail}
          />
          <Field
            {...common}
            name="adminContact.url"
            label={texts.contactUrl}
            value={form.contactUrl}
            maxLength={2048}
          />
        </FormSection>
        <div class="row">
          <SubmitButton>{admin.frame.save}</SubmitButton>
          <LinkButton kind="quiet" href={home}>
            {admin.frame.cancel}
          </LinkButton>
        </div>
      </form>
    </AdminPage>
  );
}
