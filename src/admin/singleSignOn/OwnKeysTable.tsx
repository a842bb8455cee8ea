import type { ListedSiteKey } from '../../saml';
import { Badge, DataTable, formatDay, messagesFor, type Language } from '../../web';
import { spacedFingerprint } from './certificates';

interface OwnKeysTableProps {
  readonly keys: readonly ListedSiteKey[];
  readonly language: Language;
}

/** Our own key pairs: what for, in which state, until when, by fingerprint. */
export function OwnKeysTable({ keys, language }: OwnKeysTableProps) {
  const { certificates, keys: texts } = messagesFor(language).admin.singleSignOn;
  return (
    <DataTable
      id="own-keys"
      caption={certificates.ours}
      rows={keys}
      keyOf={({ fingerprint }) => fingerprint}
      columns={[
        { heading: certificates.use, rowHeader: true, cell: ({ use }) => certificates.uses[use] },
        {
          heading: certificates.state,
          cell: ({ state }) => (
            <Badge tone={state === 'current' ? 'good' : 'plain'}>{certificates.keyStates[state]}</Badge>
          ),
        },
        {
          heading: texts.next,
          cell: ({ usableFrom, deletedFrom }) => {
            if (usableFrom !== null) return texts.takesOver(formatDay(usableFrom, language));
            return deletedFrom === null ? null : texts.deleted(formatDay(deletedFrom, language));
          },
        },
        { heading: certificates.until, cell: ({ notAfter }) => formatDay(notAfter, language) },
        {
          heading: certificates.fingerprint,
          cell: ({ fingerprint }) => <code>{spacedFingerprint(fingerprint)}</code>,
        },
      ]}
    />
  );
}
