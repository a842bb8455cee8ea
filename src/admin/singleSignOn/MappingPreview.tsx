import type { PolicySettings } from '../../jit';
import { safeValue } from '../../sso/catalogue';
import { DataTable, formatDateTime, messagesFor, type Language } from '../../web';
import { mapPreview } from './mapPreview';
import type { LastAttributes } from './readLastAttributes';

interface MappingPreviewProps {
  readonly mapping: Pick<PolicySettings, 'usernameFrom' | 'attributes'>;
  readonly last: LastAttributes;
  readonly language: Language;
}

/** What the last response sent, and which of our fields gets what of it by the mapping as it is saved. */
export function MappingPreview({ mapping, last, language }: MappingPreviewProps) {
  const { admin } = messagesFor(language);
  const { setUp, connection, mapping: texts, test } = admin.singleSignOn;
  const label = (field: ReturnType<typeof mapPreview>[number]['field']) =>
    field === 'username' ? setUp.username : connection.fields[`attributes.${field}`].label;
  return (
    <>
      <DataTable
        id="mapping-preview"
        caption={texts.preview(formatDateTime(last.at, language))}
        rows={mapPreview(mapping, last.sent)}
        keyOf={({ field }) => field}
        columns={[
          { heading: setUp.ourField, rowHeader: true, cell: ({ field }) => label(field) },
          { heading: texts.from, cell: ({ from }) => (from === null ? texts.missing : <code>{from}</code>) },
          {
            heading: texts.value,
            cell: ({ value, hint }) => (hint === null ? value : <mark lang="en">{hint}</mark>),
          },
        ]}
      />
      <DataTable
        id="last-attributes"
        caption={test.attributes}
        rows={[...last.sent]}
        keyOf={([name]) => name}
        columns={[
          { heading: test.attribute, rowHeader: true, cell: ([name]) => <code>{safeValue(name)}</code> },
          { heading: test.values, cell: ([, values]) => values.map((value) => safeValue(value)).join(', ') },
        ]}
      />
    </>
  );
}
