import type { NearValue } from '../../trackingCodes';
import { DataTable, formatNumber, Hidden, messagesFor, Moment, type Column, type Language } from '../../web';
import type { AdminPageReader } from '../AdminPage';
import type { ArrivedValue } from './arrivedValues';
import { Act } from './ValueTable';

interface ArrivedProps {
  readonly reader: AdminPageReader;
  readonly tag: string;
  readonly arrived: readonly ArrivedValue[];
  readonly action: string;
  readonly mayEdit: boolean;
}

/** Values that sign-ins brought and the list lacks, each with a button that adds it. */
export function ArrivedSection({ reader, tag, arrived, action, mayEdit }: ArrivedProps) {
  const { language } = reader;
  const texts = messagesFor(language).admin.trackingCodes.arrived;
  const table = (
    <DataTable
      id="arrived-values"
      caption={texts.caption}
      columns={columnsOf(language, mayEdit)}
      rows={arrived}
      keyOf={({ value }) => value}
    />
  );
  return (
    <section id="arrived" class="stack" aria-labelledby="arrived-heading">
      <div class="stack-small">
        <h2 id="arrived-heading">{texts.heading}</h2>
        <p class="soft">{arrived.length === 0 ? texts.none : texts.text}</p>
      </div>
      {arrived.length > 0 && !mayEdit && table}
      {arrived.length > 0 && mayEdit && (
        <form method="post" action={action}>
          <Hidden fields={{ tag }} />
          {table}
        </form>
      )}
    </section>
  );
}

function columnsOf(language: Language, mayEdit: boolean): Column<ArrivedValue>[] {
  const texts = messagesFor(language).admin.trackingCodes.arrived;
  const columns: Column<ArrivedValue>[] = [
    { heading: texts.value, rowHeader: true, cell: ({ value }) => value },
    { heading: texts.attempts, numeric: true, cell: ({ attempts }) => formatNumber(attempts, language) },
    { heading: texts.last, cell: ({ lastAt }) => <Moment value={lastAt} language={language} /> },
    { heading: texts.near, cell: ({ near }) => near && nearInWords(near, language) },
  ];
  if (!mayEdit) return columns;
  return [
    ...columns,
    {
      heading: texts.add,
      cell: ({ value }) => <Act name="add" value={value} label={texts.addOf(value)} text={texts.add} />,
    },
  ];
}

function nearInWords({ value, active, difference }: NearValue, language: Language): string {
  const texts = messagesFor(language).admin.trackingCodes.arrived;
  const differs = texts.differs[difference](value);
  return active ? differs : `${differs}, ${texts.nearInactive}`;
}
