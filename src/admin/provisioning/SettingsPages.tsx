import type { ShownProvisioning } from '../../scim/credentials';
import {
  ErrorSummary,
  Facts,
  FormSection,
  Hidden,
  LinkButton,
  messagesFor,
  SubmitButton,
  type FormError,
} from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { ConflictNotice } from '../ConflictNotice';
import { provisioningHref } from './addresses';
import { ClientValues, SecretDates, Troubles } from './parts';
import type { ProvisioningForm } from './provisioningForm';
import { SettingsFields } from './SettingsFields';

interface NewProvisioningProps {
  readonly reader: AdminPageReader;
  readonly form: ProvisioningForm;
  readonly errors: readonly FormError[];
}

/** A new SCIM client. */
export function NewProvisioningPage({ reader, form, errors }: NewProvisioningProps) {
  const { language, site } = reader;
  const { frame, provisioning: texts } = messagesFor(language).admin;
  return (
    <AdminPage reader={reader} area="provisioning" title={texts.newTitle} crumbs={[]}>
      <p>{texts.newText}</p>
      <p class="soft">{frame.requiredNote}</p>
      <ErrorSummary errors={errors} language={language} />
      <form method="post" action={provisioningHref.new(site)} class="stack" novalidate>
        <SettingsFields language={language} form={form} errors={errors} />
        <p class="row">
          <SubmitButton>{texts.create}</SubmitButton>
          <LinkButton kind="quiet" href={provisioningHref.list(site)}>
            {frame.cancel}
          </LinkButton>
        </p>
      </form>
    </AdminPage>
  );
}

interface EditProvisioningProps extends NewProvisioningProps {
  readonly provisioning: ShownProvisioning;
  /** When it had been changed last, as the form has seen. */
  readonly seen: string;
  readonly publicUrl: string;
  readonly isConflict: boolean;
  readonly notice: string | null;
}

/** One SCIM client: what to copy, its secrets' dates, and its settings. Who may not edit sees them all the same. */
export function EditProvisioningPage(props: EditProvisioningProps) {
  const { reader, provisioning, form, errors, publicUrl, notice } = props;
  const { language, site } = reader;
  const { frame, provisioning: texts } = messagesFor(language).admin;
  const { id, settings, secrets } = provisioning;
  const mayEdit = reader.can('provisioning.edit');
  return (
    <AdminPage reader={reader} area="provisioning" title={settings.name} crumbs={[]} notice={notice}>
      {props.isConflict && (
        <ConflictNotice language={language} subjects={[settings.name]} href={provisioningHref.settings(site, id)} />
      )}
      <Troubles reader={reader} provisioning={provisioning} />
      <FormSection id="values" heading={texts.values}>
        <ClientValues language={language} provisioning={provisioning} publicUrl={publicUrl} />
        <Facts rows={[[texts.secrets, <SecretDates key="secrets" language={language} secrets={secrets} />]]} />
        {settings.actingUser !== '' && <p class="soft">{texts.secretsElsewhere(settings.actingUser)}</p>}
        <p class="row">
          <a href={provisioningHref.setUp(site, id)}>{texts.setUp}</a>
          <a href={provisioningHref.calls(site, id)}>{texts.calls}</a>
          {mayEdit && <a href={provisioningHref.remove(site, id)}>{texts.remove}</a>}
        </p>
      </FormSection>
      {mayEdit && (
        <>
          <p class="soft">{frame.requiredNote}</p>
          <ErrorSummary errors={errors} language={language} />
          <form method="post" action={provisioningHref.settings(site, id)} class="stack" novalidate>
            <Hidden fields={{ seen: props.seen }} />
            <SettingsFields language={language} form={form} errors={errors} />
            <p class="row">
              <SubmitButton>{frame.save}</SubmitButton>
              <LinkButton kind="quiet" href={provisioningHref.list(site)}>
                {frame.cancel}
              </LinkButton>
            </p>
          </form>
        </>
      )}
    </AdminPage>
  );
}

/** Asks once more, and says what is lost. */
export function RemoveProvisioningPage(props: {
  readonly reader: AdminPageReader;
  readonly provisioning: ShownProvisioning;
}) {
  const { reader, provisioning } = props;
  const { language, site } = reader;
  const { frame, provisioning: texts } = messagesFor(language).admin;
  const { id, settings } = provisioning;
  const back = provisioningHref.settings(site, id);
  return (
    <AdminPage
      reader={reader}
      area="provisioning"
      title={texts.removeTitle(settings.name)}
      crumbs={[{ label: settings.name, href: back }]}
    >
      <ul class="bullets">
        {texts.removeLost.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p>{texts.removeInstead}</p>
      <form method="post" action={provisioningHref.remove(site, id)} class="row">
        <SubmitButton>{texts.removeConfirm}</SubmitButton>
        <LinkButton kind="quiet" href={back}>
          {frame.cancel}
        </LinkButton>
      </form>
    </AdminPage>
  );
}
