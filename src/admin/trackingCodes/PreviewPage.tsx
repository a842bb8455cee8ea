import { trackingCodeName } from '../../trackingCodes';
import {
  DataTable,
  Facts,
  formatNumber,
  Hidden,
  LinkButton,
  messagesFor,
  SubmitButton,
  type Language,
} from '../../web';
import type { TrackingCodeState } from '../../sites';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { areaHref } from '../areas';
import type { ImportMode, ImportPreview } from './csvList';

/** As many values of a kind are shown by name. */
const mostShown = 50;

interface PreviewProps {
  readonly reader: AdminPageReader;
  readonly code: TrackingCodeState;
  readonly preview: ImportPreview;
  /** What is sent again to carry it out. */
  readonly fields: { readonly text: string; readonly mode: ImportMode; readonly tag: string };
}

/** What an import would do, before anything is saved. */
export function PreviewPage({ reader, code, preview, fields }: PreviewProps) {
  const { language, site } = reader;
  const { trackingCodes, frame } = messagesFor(language).admin;
  const texts = trackingCodes.csv;
  const home = `${areaHref('trackingCodes', site)}/${code.number}`;
  const number = (value: number) => formatNumber(value, language);
  const { added, changed, removed, unchanged, leftOut } = preview;
  const isChange = added.length + changed.length + removed.length > 0;
  const becomes = changed.map(
    ({ value, active }) => `${value} ${active ? texts.becomesActive : texts.becomesInactive}`,
  );
  return (
    <AdminPage
      reader={reader}
      area="trackingCodes"
      title={texts.previewTitle}
      crumbs={[{ label: trackingCodeName(code.number), href: home }]}
    >
      <Facts
        rows={[
          [texts.added, number(added.length)],
          [texts.changed, number(changed.length)],
          [texts.removed, number(removed.length)],
          [texts.unchanged, number(unchanged)],
          [texts.leftOut, number(leftOut.length)],
        ]}
      />
      {!isChange && <p>{texts.noChange}</p>}
      <Values heading={texts.added} id="added" values={added} language={language} />
      <Values heading={texts.changed} id="changed" values={becomes} language={language} />
      <Values heading={texts.removed} id="removed" values={removed} language={language} />
      {leftOut.length > 0 && <LeftOutLines language={language} leftOut={leftOut} />}
      <form method="post" action={`${home}/import/apply`} class="row">
        <Hidden fields={fields} />
        <SubmitButton>{texts.apply}</SubmitButton>
        <LinkButton kind="quiet" href={home}>
          {frame.cancel}
        </LinkButton>
      </form>
    </AdminPage>
  );
}

function Values(props: {
  readonly heading: string;
  readonly id: string;
  values: readonly string[];
  language: Language;
}) {
  const { heading, id, values, language } = props;
  if (values.length === 0) return null;
  const { sample } = messagesFor(language).admin.trackingCodes.csv;
  return (
    <section class="stack-small" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {values.length > mostShown && <p class="soft">{sample(formatNumber(mostShown, language))}</p>}
      <ul class="bullets">
        {values.slice(0, mostShown).map((value) => (
          <li key={value}>{value}</li>
        ))}
      </ul>
    </section>
  );
}

function LeftOutLines({ language, leftOut }: { readonly language: Language; leftOut: ImportPreview['leftOut'] }) {
  const texts = messagesFor(language).admin.trackingCodes.csv;
  return (
    <>
      <DataTable
        id="left-out"
        caption={texts.leftOutCaption}
        columns={[
          { heading: texts.line, rowHeader: true, cell: ({ line }) => formatNumber(line, language) },
          { heading: messagesFor(language).admin.trackingCodes.values.value, cell: ({ value }) => value },
          { heading: texts.reason, cell: ({ fault }) => texts.faults[fault] },
        ]}
        rows={leftOut.slice(0, mostShown)}
        keyOf={({ line }) => String(line)}
      />
      {leftOut.length > mostShown && <p class="soft">{texts.sample(formatNumber(mostShown, language))}</p>}
    </>
  );
}
