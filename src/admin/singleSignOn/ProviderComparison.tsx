import type { ListedMetadata } from '../../metadata';
import { DataTable, messagesFor, type Language } from '../../web';
import { spacedFingerprint } from './certificates';

type Shown = ListedMetadata['pinned'];

interface ProviderComparisonProps {
  readonly now: Shown;
  readonly proposed: Shown;
  readonly language: Language;
}

/** What is pinned of an identity provider beside what its metadata says: addresses, and certificates by fingerprint. */
export function ProviderComparison({ now, proposed, language }: ProviderComparisonProps) {
  const { admin } = messagesFor(language);
  const { certificates: texts, connection } = admin.singleSignOn;
  const { fields } = connection;
  const nameOf = (field: keyof Shown) => (field === 'certificates' ? texts.ofProvider : fields[field].label);
  const bindings: Readonly<Record<string, string>> = fields.ssoBinding.choices;
  const shown = (of: Shown, field: keyof Shown): unknown => {
    const value: unknown = of[field];
    return field.endsWith('Binding') && typeof value === 'string' ? (bindings[value] ?? value) : value;
  };
  return (
    <DataTable
      id="held-metadata"
      caption={texts.heldTable}
      rows={Object.keys(now) as (keyof Shown)[]}
      keyOf={(field) => field}
      columns={[
        { heading: texts.field, rowHeader: true, cell: nameOf },
        { heading: texts.now, cell: (field) => <ShownValue value={shown(now, field)} none={admin.frame.none} /> },
        {
          heading: texts.proposed,
          cell: (field) => <ShownValue value={shown(proposed, field)} none={admin.frame.none} />,
        },
      ]}
    />
  );
}

const isFingerprint = /^[0-9a-f]{64}$/;

function ShownValue({ value, none }: { readonly value: unknown; readonly none: string }) {
  const list: readonly unknown[] = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
  if (list.length === 0) return <>{none}</>;
  return (
    <>
      {list.map((item) => {
        const text = String(item);
        return (
          <div key={text}>
            <code>{isFingerprint.test(text) ? spacedFingerprint(text) : text}</code>
          </div>
        );
      })}
    </>
  );
}
