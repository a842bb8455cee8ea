import type { TrackingCodeState } from '../../sites';
import { mostValues, trackingCodeName } from '../../trackingCodes';
import {
  ErrorSummary,
  Field,
  Filters,
  formatNumber,
  Hidden,
  messagesFor,
  Pager,
  SubmitButton,
  Warning,
  type FormError,
} from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { areaHref } from '../areas';
import { ConflictNotice } from '../ConflictNotice';
import { ArrivedSection } from './ArrivedSection';
import type { ArrivedValue } from './arrivedValues';
import { CsvSection } from './CsvSection';
import type { ValuePage } from './valueList';
import { ValueTable } from './ValueTable';

/** What the page of a list shows. */
export interface ListProps {
  readonly reader: AdminPageReader;
  readonly notice: string | null;
  readonly code: TrackingCodeState;
  /** Of the code as it is shown (`tagOf`). */
  readonly tag: string;
  readonly shown: ValuePage;
  readonly search: string;
  /** How many accounts have a value; one that is not here has none. */
  readonly use: ReadonlyMap<string, number>;
  readonly arrived: readonly ArrivedValue[];
  /** What was entered to be added. */
  readonly entered: string;
  readonly errors: readonly FormError[];
  /** What somebody else changed meanwhile. */
  readonly conflict: readonly string[];
}

/** The list of one tracking code. */
export function ListPage(props: ListProps) {
  const { reader, notice, code, shown, search, errors, conflict } = props;
  const { language, site } = reader;
  const texts = messagesFor(language).admin.trackingCodes.values;
  const home = `${areaHref('trackingCodes', site)}/${code.number}`;
  const title = texts.title(trackingCodeName(code.number), code.label);
  const pageHref = (page: number) => `${home}?${new URLSearchParams({ search, page: String(page) }).toString()}`;
  const mayEdit = reader.can('trackingCodes.edit');
  return (
    <AdminPage
      reader={reader}
      area="trackingCodes"
      title={title}
      crumbs={[{ label: trackingCodeName(code.number), href: home }]}
      notice={notice}
    >
      {conflict.length > 0 && <ConflictNotice language={language} subjects={conflict} href={home} />}
      <ErrorSummary errors={errors} language={language} />
      <State {...props} />
      <Filters language={language} action={home} isFiltered={search !== ''} submit={texts.search}>
        <Field name="search" type="search" label={texts.search} language={language} value={search} />
      </Filters>
      <ValueTable {...props} action={home} mayEdit={mayEdit} />
      <Pager
        language={language}
        newerHref={shown.page > 1 ? pageHref(shown.page - 1) : null}
        olderHref={shown.hasNext ? pageHref(shown.page + 1) : null}
        labels={{ newer: texts.previous, older: texts.next }}
      />
      {mayEdit && <AddValue {...props} action={home} />}
      <ArrivedSection {...props} action={home} mayEdit={mayEdit} />
      <CsvSection reader={reader} action={home} tag={props.tag} mayEdit={mayEdit} errors={errors} />
    </AdminPage>
  );
}

function State({ reader, code }: ListProps) {
  const texts = messagesFor(reader.language).admin.trackingCodes.values;
  if (code.usage === 'not_used') {
    return (
      <Warning>
        <p>{texts.notUsed}</p>
      </Warning>
    );
  }
  if (code.input === 'dropdown') return null;
  return (
    <Warning>
      <p>{texts.textMode}</p>
    </Warning>
  );
}

function AddValue({ reader, tag, entered, errors, action }: ListProps & { readonly action: string }) {
  const { language } = reader;
  const texts = messagesFor(language).admin.trackingCodes.values;
  return (
    <form method="post" action={action} class="stack" novalidate>
      <Hidden fields={{ tag }} />
      <Field
        name="add"
        label={texts.add}
        hint={texts.limit(formatNumber(mostValues, language))}
        language={language}
        errors={errors}
        value={entered}
        required="unmarked"
      />
      <div class="row">
        <SubmitButton kind="quiet">{texts.addButton}</SubmitButton>
      </div>
    </form>
  );
}
