import { usernameKey } from '../../accounts';
import type { ActivityEntry } from '../../activity';
import {
  DataTable,
  Field,
  Filters,
  LinkButton,
  messagesFor,
  Moment,
  Pager,
  Select,
  type Column,
  type Language,
} from '../../web';
import { actorInWords } from '../actorInWords';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { areaHref } from '../areas';
import { addressOf, placeText, type ActivityForm, type ActivityPage as PageOfLog } from './activityQuery';
import { FieldTable } from './FieldTable';
import type { KnownPerson } from './people';

interface ActivityProps {
  readonly reader: AdminPageReader;
  readonly form: ActivityForm;
  readonly page: PageOfLog;
  /** By `usernameKey`. */
  readonly people: ReadonlyMap<string, KnownPerson>;
}

/** The activity log: filters, lines, export. */
export function ActivityPage(props: ActivityProps) {
  const { reader, form, page } = props;
  const { language, site } = reader;
  const texts = messagesFor(language).admin.activity;
  const home = areaHref('activity', site);
  const address = (more: Readonly<Record<string, string>>) => {
    const query = addressOf(form);
    for (const [name, value] of Object.entries(more)) query.set(name, value);
    return query.toString();
  };
  const [first, last] = [page.entries[0], page.entries.at(-1)];
  return (
    <AdminPage
      reader={reader}
      area="activity"
      title={texts.title}
      actions={
        <div class="row">
          <LinkButton kind="quiet" href={`${home}/export?${address({ format: 'csv' })}`}>
            {texts.exportCsv}
          </LinkButton>
          <LinkButton kind="quiet" href={`${home}/export?${address({ format: 'lines' })}`}>
            {texts.exportLines}
          </LinkButton>
        </div>
      }
    >
      <p>{texts.intro}</p>
      <LogFilters language={language} home={home} form={form} />
      {page.entries.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <DataTable
          id="activity"
          caption={texts.caption}
          columns={columnsOf(props)}
          rows={page.entries}
          keyOf={({ id }) => id}
        />
      )}
      <Pager
        language={language}
        newerHref={page.hasNewer && first ? `${home}?${address({ after: placeText(first) })}` : null}
        olderHref={page.hasOlder && last ? `${home}?${address({ before: placeText(last) })}` : null}
      />
    </AdminPage>
  );
}

function LogFilters(props: { readonly language: Language; readonly home: string; readonly form: ActivityForm }) {
  const { language, home, form } = props;
  const { actors, kinds, filters } = messagesFor(language).admin.activity;
  const choices = (words: Readonly<Record<string, string>>, all: string) => [
    { value: '', label: all },
    ...Object.entries(words).map(([value, label]) => ({ value, label })),
  ];
  const text = (name: 'name' | 'subject', hint?: string) => (
    <Field
      name={name}
      label={filters[name]}
      language={language}
      value={form[name]}
      {...(hint !== undefined && { hint })}
    />
  );
  const day = (name: 'from' | 'until') => (
    <Field name={name} type="date" label={filters[name]} language={language} value={form[name]} />
  );
  return (
    <Filters language={language} action={home} isFiltered={addressOf(form).size > 0}>
      <Select
        name="who"
        label={filters.who}
        language={language}
        value={form.who}
        choices={choices(actors, filters.everybody)}
      />
      {text('name', filters.nameHint)}
      <Select
        name="kind"
        label={filters.kind}
        language={language}
        value={form.kind}
        choices={choices(kinds, filters.everything)}
      />
      {text('subject')}
      {day('from')}
      {day('until')}
    </Filters>
  );
}

function columnsOf({ reader, people }: ActivityProps): Column<ActivityEntry>[] {
  const { language, site } = reader;
  const texts = messagesFor(language).admin.activity;
  return [
    { heading: texts.when, rowHeader: true, cell: ({ at }) => <Moment value={at} language={language} /> },
    { heading: texts.who, cell: ({ actor }) => <Actor actor={actor} reader={reader} people={people} /> },
    { heading: texts.what, cell: ({ action }) => actionInWords(action, language) },
    {
      heading: texts.subject,
      cell: ({ action, subject, reference }) => (
        <div class="stack-small">
          {action.startsWith('account.') ? <Person name={subject} reader={reader} people={people} /> : subject}
          {reference !== null && reader.can('attempts.view') && (
            <p>
              <a href={`${areaHref('support', site)}/${reference}`}>{texts.signIn(reference)}</a>
            </p>
          )}
        </div>
      ),
    },
    {
      heading: texts.change,
      cell: ({ id, before, after }) => <FieldTable id={id} before={before} after={after} language={language} />,
    },
  ];
}

type PeopleProps = Pick<ActivityProps, 'reader' | 'people'>;

/** Who did it, in words. */
function Actor({ actor, ...props }: PeopleProps & { readonly actor: string }) {
  const words = actorInWords(actor, props.reader.language);
  return actor.startsWith('account:') ? <Person name={words} {...props} /> : <>{words}</>;
}

/** Somebody by name; a link to their account while they have one. */
function Person({ name, reader, people }: PeopleProps & { readonly name: string }) {
  const person = people.get(usernameKey(name));
  if (person === undefined || !reader.can('people.view')) return <>{name}</>;
  return (
    <>
      <a href={`${areaHref('users', reader.site)}/${person.id}`}>{person.displayName ?? person.username}</a>
      {person.displayName !== null && <span class="soft"> {person.username}</span>}
    </>
  );
}

/** What was done, in words; an action that has none stands as it is in the log. */
function actionInWords(action: string, language: Language): string {
  const { kinds, verbs } = messagesFor(language).admin.activity;
  const [kind = '', ...verb] = action.split('.');
  return `${wordOf(kinds, kind)}: ${wordOf(verbs, verb.join('.'))}`;
}

function wordOf(words: Readonly<Record<string, string>>, id: string): string {
  return Object.hasOwn(words, id) ? (words[id] ?? id) : id;
}
