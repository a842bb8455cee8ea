import type { AccountState } from '../../../accounts';
import { fieldChanges } from '../../../activity';
import { DataTable, messagesFor, type Language } from '../../../web';
import { formOf, type AccountForm } from './accountForm';

interface ConflictProps {
  readonly language: Language;
  /** As it is stored by now. */
  readonly stored: AccountState;
  readonly entered: AccountForm;
}

/** Above a form that came back because somebody else was quicker: both values of every field that differs. */
export function ConflictTable({ language, stored, entered }: ConflictProps) {
  const texts = messagesFor(language).admin.users.form;
  const rows = fieldChanges(withCodes(formOf(stored), entered), entered);
  return (
    <div class="notice bad" role="alert">
      <h2>{texts.conflictHeading}</h2>
      <p>{texts.conflictText}</p>
      <DataTable
        id="conflict"
        caption={texts.conflictCaption}
        rows={rows}
        keyOf={({ field }) => field}
        columns={[
          { heading: texts.field, rowHeader: true, cell: ({ field }) => labelOf(field, language) },
          { heading: texts.storedNow, cell: ({ before }) => shown(before) },
          { heading: texts.youEntered, cell: ({ after }) => shown(after) },
        ]}
      />
    </div>
  );
}

/** A code without a value is an empty field of the form. */
function withCodes(form: AccountForm, { trackingCodes }: AccountForm): AccountForm {
  const codes = Object.keys(trackingCodes).map((name) => [name, form.trackingCodes[name] ?? '']);
  return { ...form, trackingCodes: Object.fromEntries(codes) as Record<string, string> };
}

function labelOf(field: string, language: Language): string {
  const texts = messagesFor(language).admin.users.form;
  const label = (texts as Readonly<Record<string, unknown>>)[field];
  return typeof label === 'string' ? label : field.replace('trackingCodes.', '');
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
