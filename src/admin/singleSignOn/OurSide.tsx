import type { ConnectionAddresses } from '../../sites';
import { CopyValue, messagesFor } from '../../web';
import type { AdminPageReader } from '../AdminPage';
import { ssoHref } from './addresses';

interface OurSideProps {
  readonly reader: AdminPageReader;
  readonly name: string;
  readonly addresses: ConnectionAddresses;
}

/** What the identity provider has to know of us, to copy. */
export function OurSide({ reader, name, addresses }: OurSideProps) {
  const texts = messagesFor(reader.language).admin.singleSignOn.setUp;
  return (
    <section class="card stack" aria-labelledby="our-side">
      <h2 id="our-side">{texts.ourSide}</h2>
      <p>{texts.ourSideText}</p>
      <CopyValue label={texts.entityId} value={addresses.metadata} />
      <CopyValue label={texts.acs} value={addresses.acs} />
      <CopyValue label={texts.slo} value={addresses.logout} />
      <p class="row">
        <a href={addresses.metadata} download={`usher-${reader.site}-${name}.xml`}>
          {texts.download}
        </a>
        <a href={ssoHref.setUp(reader.site, name)}>{texts.link}</a>
      </p>
    </section>
  );
}
