import { provisioningAddress, tokenAddress, type LiveSecret, type ShownProvisioning } from '../../scim/credentials';
import { Badge, CopyValue, formatDateTime, Hidden, messagesFor, Moment, Warning, type Language } from '../../web';
import type { AdminPageReader } from '../AdminPage';
import { provisioningHref } from './addresses';

interface ProvisioningProps {
  readonly language: Language;
  readonly provisioning: ShownProvisioning;
}

/** What its client needs, to copy (P12). */
export function ClientValues({
  language,
  provisioning,
  publicUrl,
}: ProvisioningProps & { readonly publicUrl: string }) {
  const texts = messagesFor(language).admin.provisioning;
  const { id, settings } = provisioning;
  return (
    <>
      <CopyValue label={texts.url} value={provisioningAddress(publicUrl, id)} />
      <CopyValue label={texts.id} value={id} />
      {settings.credentialType === 'oauth' && <CopyValue label={texts.tokenUrl} value={tokenAddress(publicUrl, id)} />}
    </>
  );
}

/** How it stands, in a word. */
export function StateBadge({ language, provisioning }: ProvisioningProps) {
  const texts = messagesFor(language).admin.provisioning;
  const { stopped, heldSince, secrets } = provisioning;
  if (stopped !== null) return <Badge tone="bad">{texts.stoppedBadge}</Badge>;
  if (heldSince !== null) return <Badge tone="bad">{texts.held}</Badge>;
  return secrets.length === 0 ? <Badge>{texts.noSecret}</Badge> : <Badge tone="good">{texts.working}</Badge>;
}

/** Why it does nothing (C8), and that the brake holds it, with the way on for whoever may. */
export function Troubles({
  reader,
  provisioning,
}: {
  readonly reader: AdminPageReader;
  readonly provisioning: ShownProvisioning;
}) {
  const { language, site } = reader;
  const texts = messagesFor(language).admin.provisioning;
  const { id, settings, stopped, heldSince } = provisioning;
  return (
    <>
      {stopped !== null && <Warning tone="bad">{texts.stopped[stopped]}</Warning>}
      {heldSince !== null && (
        <Warning tone="bad">
          <p>{texts.heldText(formatDateTime(heldSince, language))}</p>
          <p>
            <a href={provisioningHref.heldCalls(site, id)} aria-label={`${texts.heldCalls}: ${settings.name}`}>
              {texts.heldCalls}
            </a>
          </p>
          {reader.can('provisioning.edit') && (
            <form method="post" action={provisioningHref.release(site, id)}>
              <Hidden fields={{ heldSince: heldSince.toISOString() }} />
              <button type="submit" class="button quiet">
                {texts.release}
              </button>
            </form>
          )}
        </Warning>
      )}
    </>
  );
}

/** The secrets that live, with their dates and never themselves. */
export function SecretDates({
  language,
  secrets,
}: {
  readonly language: Language;
  readonly secrets: readonly LiveSecret[];
}) {
  const texts = messagesFor(language).admin.provisioning;
  if (secrets.length === 0) return <>{texts.noSecret}</>;
  return (
    <ul class="plain">
      {secrets.map(({ id, createdAt, expiresAt, lastUsedAt }) => (
        <li key={id}>
          <Moment value={createdAt} language={language} />
          {', '}
          {expiresAt === null ? (
            texts.secretEndless
          ) : (
            <>
              {texts.secretEnds} <Moment value={expiresAt} language={language} />
            </>
          )}
          {', '}
          {lastUsedAt === null ? (
            texts.secretUnused
          ) : (
            <>
              {texts.secretUsed} <Moment value={lastUsedAt} language={language} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
