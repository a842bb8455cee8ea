import { explainCall, type ExplainedCall, type KeptCall } from '../../../scim/calls';
import type { ShownProvisioning } from '../../../scim/credentials';
import {
  DataTable,
  Facts,
  formatNumber,
  FormSection,
  messagesFor,
  Moment,
  type Fact,
  type Language,
} from '../../../web';
import { AdminPage, type AdminPageReader } from '../../AdminPage';
import { fieldNameOf } from '../../fieldName';
import { provisioningHref } from '../addresses';
import { OutcomeBadge } from './CallsPage';

interface CallProps {
  readonly reader: AdminPageReader;
  readonly provisioning: ShownProvisioning;
  readonly call: KeptCall;
}

/** One call: why it went wrong first, then how it was read, what it changed, and what follows. */
export function CallPage({ reader, provisioning, call }: CallProps) {
  const { language, site } = reader;
  const { provisioning: words, scimCalls: texts } = messagesFor(language).admin;
  const { id, settings } = provisioning;
  const explained = explainCall(call, language);
  const stopped = call.summary.stopped;
  const why =
    stopped !== null && Object.hasOwn(words.stopped, stopped)
      ? words.stopped[stopped as keyof typeof words.stopped]
      : null;
  return (
    <AdminPage
      reader={reader}
      area="provisioning"
      title={texts.callTitle(`${call.method} ${call.path}`)}
      crumbs={[
        { label: settings.name, href: provisioningHref.settings(site, id) },
        { label: words.calls, href: provisioningHref.calls(site, id) },
      ]}
    >
      <ErrorSection reader={reader} explained={explained} stopped={why} />
      <FormSection id="call" heading={texts.facts}>
        <Facts rows={factsOf(reader, call, explained)} />
      </FormSection>
      <Reading reader={reader} explained={explained} />
      <Changes reader={reader} explained={explained} />
      <FormSection id="next" heading={texts.next}>
        <p>{explained.next}</p>
      </FormSection>
      <Bodies reader={reader} call={call} />
    </AdminPage>
  );
}

interface PartProps {
  readonly reader: AdminPageReader;
  readonly explained: ExplainedCall;
}

function ErrorSection({ reader, explained, stopped }: PartProps & { readonly stopped: string | null }) {
  const texts = messagesFor(reader.language).admin.scimCalls;
  const { error } = explained;
  if (error === null) return null;
  const rows: Fact[] = [
    [texts.errorSays, error.detail],
    [texts.cause, error.cause],
    [texts.fix, error.fix],
    ...(error.note === null ? [] : [[texts.more, error.note] as const]),
    ...(stopped === null ? [] : [[texts.stopped, stopped] as const]),
  ];
  return (
    <FormSection id="error" heading={texts.error}>
      <Facts rows={rows} />
    </FormSection>
  );
}

function factsOf({ language }: AdminPageReader, call: KeptCall, { client }: ExplainedCall): Fact[] {
  const texts = messagesFor(language).admin.scimCalls;
  const about = call.account?.name ?? call.entitlement?.name ?? null;
  const optional: (readonly [string, string | null])[] = [
    [texts.about, about],
    [texts.query, call.query],
    [texts.userAgent, call.userAgent],
    [texts.address, call.clientAddress],
    [texts.request, call.requestId],
  ];
  return [
    [texts.at, <Moment key="at" value={call.at} language={language} />],
    [
      texts.outcome,
      <span key="outcome">
        <OutcomeBadge language={language} call={call} /> {texts.answered(call.status)}
      </span>,
    ],
    [texts.client, texts.clients[client]],
    [texts.duration, texts.milliseconds(formatNumber(call.durationMs, language))],
    ...optional.flatMap(([label, value]): Fact[] => (value === null ? [] : [[label, value]])),
  ];
}

function Reading({ reader, explained }: PartProps) {
  const texts = messagesFor(reader.language).admin.scimCalls;
  const { quirks, notes } = explained;
  return (
    <FormSection id="reading" heading={texts.reading}>
      {quirks.length === 0 && notes.length === 0 ? (
        <p>{texts.readPlainly}</p>
      ) : (
        <ul class="bullets">
          {quirks.map(({ id, at, sentence }) => (
            <li key={`${id} ${at}`}>
              {sentence}
              {at !== '' && (
                <>
                  {' '}
                  ({texts.where} <code>{at}</code>)
                </>
              )}
            </li>
          ))}
          {notes.map((note) => (
            <li key={note} lang="en">
              {note}
            </li>
          ))}
        </ul>
      )}
    </FormSection>
  );
}

function Changes({ reader, explained }: PartProps) {
  const texts = messagesFor(reader.language).admin.scimCalls;
  const { changes } = explained;
  const side = (value: unknown) => {
    if (value === null || value === undefined) return <span class="soft">{texts.nothing}</span>;
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  return (
    <FormSection id="changes" heading={texts.changes}>
      {changes.length === 0 ? (
        <p>{texts.noChanges}</p>
      ) : (
        <DataTable
          id="changed-fields"
          caption={texts.changedFields}
          rows={changes}
          keyOf={({ field }) => field}
          columns={[
            {
              heading: texts.field,
              rowHeader: true,
              cell: ({ field }) => <ChangedField field={field} language={reader.language} />,
            },
            { heading: texts.before, cell: ({ before }) => side(before) },
            { heading: texts.after, cell: ({ after }) => side(after) },
          ]}
        />
      )}
    </FormSection>
  );
}

/** In words, and as the client calls it: it is looked for in what was sent. */
function ChangedField({ field, language }: { readonly field: string; readonly language: Language }) {
  const name = fieldNameOf(field, language);
  const path = <code>{field}</code>;
  if (name === null) return path;
  return (
    <>
      {name} {path}
    </>
  );
}

/** What was sent and answered holds what people are called and more: only who administers provisioning sees it. */
function Bodies({ reader, call }: { readonly reader: AdminPageReader; readonly call: KeptCall }) {
  const texts = messagesFor(reader.language).admin.scimCalls;
  if (!reader.can('provisioning.edit')) return <p class="soft">{texts.bodiesHidden}</p>;
  const { requestBody, responseBody } = call;
  return (
    <>
      {(
        [
          ['sent', requestBody],
          ['answer', responseBody],
        ] as const
      ).map(([which, body]) => (
        <FormSection key={which} id={which} heading={texts[which]}>
          {body === null ? (
            <p class="soft">{texts.noBody}</p>
          ) : (
            <div class="scroll" role="region" aria-label={texts.bodyOf[which]} tabindex={0}>
              <pre>{body}</pre>
            </div>
          )}
        </FormSection>
      ))}
    </>
  );
}
