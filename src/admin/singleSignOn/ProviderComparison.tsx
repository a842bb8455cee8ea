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
  const texts = admin.singleSignOn.certificates;
  return (
    <DataTable
      id="held-metadata"
      caption={texts.heldTable}
      rows={Object.keys(now) as (keyof Shown)[]}
      keyOf={(field) => field}
      columns={[
        { heading: texts.field, rowHeader: true, cell: (field) => <code>{field}</code> },
        { heading: texts.now, cell: (field) => <ShownValue value={now[field]} none={admin.frame.none} /> },
        { heading: texts.proposed, cell: (field) => <ShownValue value={proposed[field]} none={admin.frame.none} /> },
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
