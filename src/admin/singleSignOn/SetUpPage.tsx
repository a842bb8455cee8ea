import type { ConnectionAddresses, ConnectionState } from '../../sites';
import { DataTable, FormSection, messagesFor } from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { ssoHref } from './addresses';
import { OurSide } from './OurSide';

interface SetUpProps {
  readonly reader: AdminPageReader;
  readonly state: ConnectionState;
  readonly addresses: ConnectionAddresses;
}

const providers = ['okta', 'entra', 'adfs', 'google', 'ping', 'keycloak'] as const;
const fields = ['firstName', 'lastName', 'email', 'displayName', 'language'] as const;

/** How to set up the identity provider, step by step, with the values of this very connection. */
export function SetUpPage({ reader, state, addresses }: SetUpProps) {
  const { language, site } = reader;
  const { admin } = messagesFor(language);
  const texts = admin.singleSignOn.setUp;
  const labels = admin.singleSignOn.connection.fields;
  const { name, usernameFrom, attributes } = state;
  const mapped = fields.flatMap((field) => {
    const [first] = attributes[field];
    return first === undefined ? [] : [{ label: labels[`attributes.${field}`].label, attribute: first }];
  });
  // The subject itself needs no attribute.
  const source = usernameFrom.find((one) => one !== 'NameID');
  const sent = [...(source === undefined ? [] : [{ label: texts.username, attribute: source }]), ...mapped];
  const values = {
    entityId: addresses.metadata,
    acs: addresses.acs,
    slo: addresses.logout,
    format: labels.nameIdFormat.choices[state.nameIdFormat],
  };
  return (
    <AdminPage
      reader={reader}
      area="singleSignOn"
      title={texts.title(name)}
      crumbs={[{ label: name, href: ssoHref.connection(site, name) }]}
    >
      <OurSide reader={reader} name={name} addresses={addresses} />
      <DataTable
        id="attributes-to-send"
        caption={texts.attributes}
        rows={sent}
        keyOf={({ label }) => label}
        columns={[
          { heading: texts.ourField, rowHeader: true, cell: ({ label }) => label },
          { heading: texts.sendAs, cell: ({ attribute }) => <code>{attribute}</code> },
        ]}
      />
      {providers.map((provider) => (
        <FormSection key={provider} id={provider} heading={texts.providers[provider].name}>
          <ol class="bullets">
            {texts.providers[provider].steps(values).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </FormSection>
      ))}
    </AdminPage>
  );
}
