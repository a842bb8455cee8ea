import type { ShownProvisioning } from '../scim/credentials';
import { DataTable, messagesFor, Moment, type Language } from '../web';

interface IdentityProvidersProps {
  readonly language: Language;
  /** As the reader has chosen it; null: UTC. */
  readonly timeZone: string | null;
  readonly provisionings: readonly ShownProvisioning[];
}

/** The SCIM clients that act as this account, with the way to a new secret (C2). Nothing for everybody else. */
export function IdentityProviders({ language, timeZone, provisionings }: IdentityProvidersProps) {
  if (provisionings.length === 0) return null;
  const { ownSecrets: texts, admin } = messagesFor(language);
  return (
    <section class="stack" aria-labelledby="identity-providers-heading">
      <h2 id="identity-providers-heading">{texts.heading}</h2>
      <p class="soft">{texts.text}</p>
      <DataTable
        id="identity-providers"
        caption={texts.caption}
        rows={provisionings}
        keyOf={({ id }) => id}
        columns={[
          { heading: admin.provisioning.fields.name.label, rowHeader: true, cell: ({ settings }) => settings.name },
          { heading: admin.provisioning.id, cell: ({ id }) => <code>{id}</code> },
          {
            heading: admin.provisioning.type,
            cell: ({ settings }) => admin.provisioning.types[settings.credentialType],
          },
          {
            heading: texts.secrets,
            cell: ({ secrets }) =>
              secrets.length === 0 ? (
                texts.none
              ) : (
                <ul class="plain">
                  {secrets.map(({ id, createdAt }) => (
                    <li key={id}>
                      <Moment value={createdAt} {...{ language, timeZone }} />
                    </li>
                  ))}
                </ul>
              ),
          },
          {
            heading: texts.regenerate,
            cell: ({ id, settings }) => (
              <a href={`/account/provisionings/${id}/regenerate`} aria-label={`${texts.regenerate}: ${settings.name}`}>
                {texts.regenerate}
              </a>
            ),
          },
        ]}
      />
    </section>
  );
}
