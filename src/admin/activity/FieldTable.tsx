import { formatNumber, messagesFor, type Language } from '../../web';
import { fieldNameOf } from '../fieldName';
import { shownFields, type ShownField } from './shownChange';

/** Above this many fields a line is folded. */
const mostOpen = 4;

interface FieldTableProps {
  readonly id: string;
  readonly before: object | null;
  readonly after: object | null;
  readonly language: Language;
}

/** The fields that changed, before and after side by side. */
export function FieldTable({ before, after, language }: FieldTableProps) {
  const fields = shownFields(before, after);
  if (fields.length === 0) return null;
  const texts = messagesFor(language).admin.activity;
  const table = <Sides fields={fields} language={language} />;
  if (fields.length <= mostOpen) return table;
  return (
    <details>
      <summary>{texts.moreFields(formatNumber(fields.length, language))}</summary>
      {table}
    </details>
  );
}

function Sides({ fields, language }: { readonly fields: readonly ShownField[]; readonly language: Language }) {
  const texts = messagesFor(language).admin.activity;
  const side = (value: string | null) => (value === null ? <span class="soft">{texts.nothing}</span> : value);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{texts.field}</th>
          <th scope="col">{texts.before}</th>
          <th scope="col">{texts.after}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{fieldNameOf(field, language) ?? field}</th>
            <td>{side(before)}</td>
            <td>{side(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
