import type { ConnectionAddresses } from '../../sites';
import { CopyValue, DataTable, formatNumber, Hidden, LinkButton, messagesFor, SubmitButton, Warning } from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { ssoHref } from './addresses';

interface RenamePreviewProps {
  readonly reader: AdminPageReader;
  readonly name: string;
  readonly renameTo: string;
  readonly tag: string;
  /** Accounts that sign in through it. */
  readonly accounts: number;
  readonly before: ConnectionAddresses;
  readonly after: ConnectionAddresses;
}

const shown = ['metadata', 'acs', 'logout', 'login'] as const;

/** Before a connection gets another name: both names' addresses beside each other, and what stops working. */
export function RenamePreviewPage({ reader, name, renameTo, tag, accounts, before, after }: RenamePreviewProps) {
  const { language, site } = reader;
  const { admin } = messagesFor(language);
  const texts = admin.singleSignOn.rename;
  const { entityId, acs, slo } = admin.singleSignOn.setUp;
  const addresses = { metadata: entityId, acs, logout: slo, login: texts.login };
  const back = ssoHref.connection(site, name);
  return (
    <AdminPage
      reader={reader}
      area="singleSignOn"
      title={texts.previewTitle(name, renameTo)}
      crumbs={[
        { label: name, href: back },
        { label: texts.link, href: ssoHref.rename(site, name) },
      ]}
    >
      <Warning>
        <h2>{texts.meaning}</h2>
        <ul class="bullets">
          {texts.stops.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
          <li>{texts.follows(accounts, formatNumber(accounts, language))}</li>
        </ul>
      </Warning>
      <DataTable
        id="addresses"
        caption={texts.addresses}
        rows={shown}
        keyOf={(address) => address}
        columns={[
          { heading: texts.address, rowHeader: true, cell: (address) => addresses[address] },
          { heading: texts.now, cell: (address) => <code>{before[address]}</code> },
          { heading: texts.then, cell: (address) => <code>{after[address]}</code> },
        ]}
      />
      <section class="card stack" aria-labelledby="to-copy">
        <h2 id="to-copy">{texts.toCopy}</h2>
        <p>{texts.toCopyText}</p>
        <CopyValue label={addresses.metadata} value={after.metadata} />
        <CopyValue label={addresses.acs} value={after.acs} />
        <CopyValue label={addresses.logout} value={after.logout} />
      </section>
      <form method="post" action={`${ssoHref.rename(site, name)}/save`} class="row">
        <Hidden fields={{ tag, renameTo }} />
        <SubmitButton>{texts.confirm(renameTo)}</SubmitButton>
        <LinkButton kind="quiet" href={back}>
          {admin.frame.cancel}
        </LinkButton>
      </form>
    </AdminPage>
  );
}
