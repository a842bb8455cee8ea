import type { Refusal } from '../../sso/catalogue';
import { messagesFor } from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { Reason } from '../support';
import { ssoHref } from './addresses';

interface TestNotStartedProps {
  readonly reader: AdminPageReader;
  readonly name: string;
  readonly refusal: Refusal;
}

/** No request could be made with these settings: why, and what to do. */
export function TestNotStartedPage({ reader, name, refusal }: TestNotStartedProps) {
  const { admin, codes } = messagesFor(reader.language);
  return (
    <AdminPage
      reader={reader}
      area="singleSignOn"
      title={admin.singleSignOn.test.notStarted}
      crumbs={[{ label: name, href: ssoHref.connection(reader.site, name) }]}
    >
      <section class="card stack" aria-labelledby="outcome">
        <h2 id="outcome">
          {codes[refusal.code]} ({refusal.code})
        </h2>
        {refusal.findings.map((finding, index) => (
          <Reason key={index} reader={reader} finding={finding} />
        ))}
      </section>
    </AdminPage>
  );
}
