import { provisioningAddress, tokenAddress, type ShownProvisioning } from '../../scim/credentials';
import { FormSection, messagesFor, Warning } from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { provisioningHref } from './addresses';
import { ClientValues } from './parts';

interface SetUpProps {
  readonly reader: AdminPageReader;
  readonly provisioning: ShownProvisioning;
  readonly publicUrl: string;
}

const providers = ['oktaCatalogue', 'oktaCustom', 'entra', 'ping'] as const;

/** How to set up the identity provider, step by step, with the values of this very provisioning (O1–O6, M1–M7). */
export function SetUpPage({ reader, provisioning, publicUrl }: SetUpProps) {
  const { language, site } = reader;
  const texts = messagesFor(language).admin.provisioning;
  const page = texts.setUpPage;
  const { id, settings } = provisioning;
  const values = { url: provisioningAddress(publicUrl, id), tokenUrl: tokenAddress(publicUrl, id), id };
  return (
    <AdminPage
      reader={reader}
      area="provisioning"
      title={page.title(settings.name)}
      crumbs={[{ label: settings.name, href: provisioningHref.settings(site, id) }]}
    >
      <p>{page.intro}</p>
      <section class="card stack">
        <ClientValues language={language} provisioning={provisioning} publicUrl={publicUrl} />
      </section>
      {providers.map((provider) => {
        const { name, needs, steps } = page.providers[provider];
        const type = needs === 'basic' || needs === 'bearer' ? needs : null;
        return (
          <FormSection key={provider} id={provider} heading={name} text={page.needs[type ?? 'any']}>
            {type !== null && type !== settings.credentialType && (
              <Warning>{page.mismatch(texts.types[settings.credentialType])}</Warning>
            )}
            <ol class="bullets">
              {steps(values).map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </FormSection>
        );
      })}
      <FormSection id="groups" heading={page.groupsHeading}>
        <ul class="bullets">
          {page.groups.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </FormSection>
    </AdminPage>
  );
}
