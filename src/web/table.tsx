import type { ComponentChildren } from 'preact';

/** One column of a table. */
export interface Column<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Numbers stand right, under each other. */
  readonly numeric?: boolean;
  /** The cell that names its row. */
  readonly rowHeader?: boolean;
}

interface TableProps<Row> {
  /** Unique on its page; names the scrolling region for the keyboard. */
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

/** A table with caption and scopes that scrolls by itself, also by keyboard, where the page is too narrow. */
export function DataTable<Row>(props: TableProps<Row>) {
  return (
    <div class="scroll" role="region" aria-labelledby={props.id} tabindex={0}>
      <table>
        <caption id={props.id}>{props.caption}</caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th key={column.heading} scope="col" {...(column.numeric && { class: 'numeric' })}>
                {column.heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={props.keyOf(row)}>{props.columns.map((column) => cellOf(column, row))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cellOf<Row>(column: Column<Row>, row: Row) {
  const attributes = column.numeric ? { class: 'numeric' } : {};
  return column.rowHeader ? (
    <th key={column.heading} scope="row" {...attributes}>
      {column.cell(row)}
    </th>
  ) : (
    <td key={column.heading} {...attributes}>
      {column.cell(row)}
    </td>
  );
}
