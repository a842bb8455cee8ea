import { Badge, DataTable, formatNumber, Hidden, messagesFor, SubmitButton, type Column } from '../../web';
import type { ListProps } from './ListPage';
import type { ValueList } from './valueList';

type Listed = ValueList[number];
type TableProps = ListProps & { readonly action: string; readonly mayEdit: boolean };

/** The values of one page of the list, with a box for what is active and buttons for each. */
export function ValueTable(props: TableProps) {
  const { reader, code, tag, shown, search, action, mayEdit } = props;
  const { language } = reader;
  const texts = messagesFor(language).admin.trackingCodes.values;
  if (shown.found === 0) return <p>{code.values.length === 0 ? texts.none : texts.nothingFound}</p>;
  const number = (value: number) => formatNumber(value, language);
  const table = (
    <DataTable
      id="values"
      caption={texts.caption(number(shown.from), number(shown.to), number(shown.found))}
      columns={columnsOf(props)}
      rows={shown.values}
      keyOf={({ value }) => value}
    />
  );
  if (!mayEdit) return table;
  return (
    <form method="post" action={action}>
      <Hidden fields={{ tag, search, page: String(shown.page) }} />
      <div class="stack">
        {/* First, so that the Enter key means it and not a button of a row. */}
        <div class="row">
          <SubmitButton>{texts.submit}</SubmitButton>
        </div>
        {table}
        <p class="soft">{texts.keepsOld}</p>
      </div>
    </form>
  );
}

function columnsOf({ reader, use, mayEdit, code, search }: TableProps): Column<Listed>[] {
  const { language } = reader;
  const texts = messagesFor(language).admin.trackingCodes.values;
  const columns: Column<Listed>[] = [
    { heading: texts.value, rowHeader: true, cell: ({ value }) => value },
    {
      heading: texts.active,
      cell: ({ value, active }) =>
        mayEdit ? (
          <>
            <input type="hidden" name="shown" value={value} />
            <input type="checkbox" name="active" value={value} checked={active} aria-label={texts.activeOf(value)} />
          </>
        ) : (
          <Badge tone={active ? 'good' : 'plain'}>{active ? texts.active : texts.inactive}</Badge>
        ),
    },
    { heading: texts.accounts, numeric: true, cell: ({ value }) => formatNumber(use.get(value) ?? 0, language) },
  ];
  if (!mayEdit) return columns;
  const [first, last] = [code.values[0]?.value, code.values.at(-1)?.value];
  return [
    ...columns,
    {
      heading: texts.order,
      // Among what was found, "up" would not mean what it seems to.
      cell: ({ value }) =>
        search === '' && (
          <div class="row">
            {value !== first && <Act name="move_up" value={value} label={texts.moveUpOf(value)} text={texts.moveUp} />}
            {value !== last && (
              <Act name="move_down" value={value} label={texts.moveDownOf(value)} text={texts.moveDown} />
            )}
          </div>
        ),
    },
    {
      heading: texts.remove,
      cell: ({ value }) => <Act name="remove" value={value} label={texts.removeOf(value)} text={texts.remove} />,
    },
  ];
}

/** A button of one row. What is said begins with what is seen (WCAG 2.5.3). */
export function Act(props: { readonly name: string; readonly value: string; label: string; text: string }) {
  return (
    <button type="submit" class="link-button" name={props.name} value={props.value} title={props.label}>
      {props.text}
      <span class="hidden-visually"> ({props.label})</span>
    </button>
  );
}
