import type { ShownProvisioning } from '../../scim/credentials';
import { Facts, LinkButton, messagesFor, Moment } from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { provisioningHref } from './addresses';
import { ClientValues, SecretDates, StateBadge, Troubles } from './parts';

interface ProvisioningsProps {
  readonly reader: AdminPageReader;
  readonly provisionings: readonly ShownProvisioning[];
  readonly publicUrl: string;
  readonly notice: string | null;
}

/** Every SCIM client of the site: how it stands, and what to copy. */
export function ProvisioningsPage({ reader, provisionings, publicUrl, notice }: ProvisioningsProps) {
  const { language, site } = reader;
  const texts = messagesFor(language).admin.provisioning;
  const add = reader.can('provisioning.edit') && <LinkButton href={provisioningHref.new(site)}>{texts.add}</LinkButton>;
  return (
    <AdminPage reader={reader} area="provisioning" title={texts.title} notice={notice} actions={add}>
      <p class="soft">{texts.intro}</p>
      {provisionings.length === 0 && <p>{texts.none}</p>}
      {provisionings.map((one) => (
        <Client key={one.id} reader={reader} provisioning={one} publicUrl={publicUrl} />
      ))}
    </AdminPage>
  );
}

interface ClientProps {
  readonly reader: AdminPageReader;
  readonly provisioning: ShownProvisioning;
  readonly publicUrl: string;
}

function Client({ reader, provisioning, publicUrl }: ClientProps) {
  const { language, site } = reader;
  const texts = messagesFor(language).admin.provisioning;
  const { id, settings, lastCall, secrets, actingAccountId } = provisioning;
  const called =
    lastCall === null ? (
      texts.neverCalled
    ) : (
      <>
        <Moment value={lastCall.at} language={language} />, {texts.lastCallWith(lastCall.status)}
      </>
    );
  return (
    <section class="card stack" aria-labelledby={`name-${id}`}>
      <div class="heading">
        <h2 id={`name-${id}`}>{settings.name}</h2>
        <StateBadge language={language} provisioning={provisioning} />
      </div>
      {settings.description !== null && <p class="soft">{settings.description}</p>}
      <Troubles reader={reader} provisioning={provisioning} />
      <ClientValues language={language} provisioning={provisioning} publicUrl={publicUrl} />
      <Facts
        rows={[
          [texts.type, texts.types[settings.credentialType]],
          [texts.actingUser, actingAccountId === null ? texts.actingGone : settings.actingUser],
          [texts.lastCall, called],
          [texts.secrets, <SecretDates key="secrets" language={language} secrets={secrets} />],
        ]}
      />
      <p class="row">
        <a href={provisioningHref.settings(site, id)} aria-label={`${texts.settings}: ${settings.name}`}>
          {texts.settings}
        </a>
        <a href={provisioningHref.setUp(site, id)} aria-label={`${texts.setUp}: ${settings.name}`}>
          {texts.setUp}
        </a>
        <a href={provisioningHref.calls(site, id)} aria-label={`${texts.calls}: ${settings.name}`}>
          {texts.calls}
        </a>
      </p>
    </section>
  );
}
