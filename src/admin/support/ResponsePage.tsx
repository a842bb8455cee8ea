import { AdminPage, type AdminPageReader } from '../AdminPage';
import { messagesFor } from '../../web';

interface ResponseProps {
  readonly reader: AdminPageReader;
  readonly reference: string;
  /** As it was posted, decoded; shown as text. */
  readonly xml: string;
}

/** The response of an attempt, as it came. */
export function ResponsePage({ reader, reference, xml }: ResponseProps) {
  const texts = messagesFor(reader.language).admin.support;
  const title = texts.responseTitle(reference);
  const crumbs = [{ label: reference, href: `/support/${reader.site}/${reference}` }];
  return (
    <AdminPage reader={reader} area="support" title={title} crumbs={crumbs}>
      <pre class="source" tabindex={0} role="region" aria-label={title}>
        {xml}
      </pre>
    </AdminPage>
  );
}
