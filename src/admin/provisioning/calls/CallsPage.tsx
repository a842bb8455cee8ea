import { callOutcomes, type CallLine } from '../../../scim/calls';
import { scimErrorIds, textsOf } from '../../../scim/protocol/errors';
import type { ShownProvisioning } from '../../../scim/credentials';
import {
  Badge,
  DataTable,
  Field,
  Filters,
  messagesFor,
  Moment,
  Pager,
  Select,
  type Column,
  type Language,
} from '../../../web';
import { AdminPage, type AdminPageReader } from '../../AdminPage';
import { provisioningHref } from '../addresses';
import { addressOf, type CallsForm, type CallsOnPage } from './callsQuery';

interface CallsProps {
  readonly reader: AdminPageReader;
  readonly provisioning: ShownProvisioning;
  readonly form: CallsForm;
  readonly page: CallsOnPage;
}

/** The call log of one provisioning. */
export function CallsPage({ reader, provisioning, form, page }: CallsProps) {
  const { language, site } = reader;
  const texts = messagesFor(language).admin.scimCalls;
  const { id, settings } = provisioning;
  const home = provisioningHref.calls(site, id);
  const address = (more: Record<string, string>) =>
    new URLSearchParams([...addressOf(form), ...Object.entries(more)]).toString();
  const [first, last] = [page.calls[0], page.calls.at(-1)];
  return (
    <AdminPage
      reader={reader}
      area="provisioning"
      title={texts.title(settings.name)}
      crumbs={[{ label: settings.name, href: provisioningHref.settings(site, id) }]}
    >
      <p class="soft">{texts.intro}</p>
      <CallFilters language={language} home={home} form={form} />
      {page.calls.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <DataTable
          id="calls"
          caption={texts.caption}
          columns={columnsOf(reader, id)}
          rows={page.calls}
          keyOf={(call) => call.id}
        />
      )}
      <Pager
        language={language}
        newerHref={page.hasNewer && first ? `${home}?${address({ after: first.id })}` : null}
        olderHref={page.hasOlder && last ? `${home}?${address({ before: last.id })}` : null}
      />
      <p class="row">
        <a href={`${provisioningHref.exportCalls(site, id)}?${address({ format: 'csv' })}`}>{texts.exportCsv}</a>
        <a href={`${provisioningHref.exportCalls(site, id)}?${address({ format: 'lines' })}`}>{texts.exportLines}</a>
      </p>
    </AdminPage>
  );
}

function CallFilters(props: { readonly language: Language; readonly home: string; readonly form: CallsForm }) {
  const { language, home, form } = props;
  const { filters, outcomes } = messagesFor(language).admin.scimCalls;
  const all = { value: '', label: filters.everything };
  const errors = textsOf(language);
  return (
    <Filters language={language} action={home} isFiltered={addressOf(form).size > 0}>
      <Field name="person" label={filters.person} language={language} value={form.person} />
      <Field name="group" label={filters.group} hint={filters.groupHint} language={language} value={form.group} />
      <Select
        name="outcome"
        label={filters.outcome}
        language={language}
        value={form.outcome}
        choices={[all, ...callOutcomes.map((value) => ({ value, label: outcomes[value] }))]}
      />
      <Select
        name="error"
        label={filters.error}
        language={language}
        value={form.error}
        choices={[
          all,
          ...scimErrorIds.map((id) => ({
            value: String(id),
            label: `${id}: ${errors[id].detail.replaceAll('{A}', '…')}`,
          })),
        ]}
      />
    </Filters>
  );
}

function columnsOf({ language, site }: AdminPageReader, provisioningId: string): Column<CallLine>[] {
  const texts = messagesFor(language).admin.scimCalls;
  return [
    { heading: texts.at, cell: ({ at }) => <Moment value={at} language={language} /> },
    {
      heading: texts.call,
      rowHeader: true,
      cell: ({ id, method, path }) => (
        <a href={provisioningHref.call(site, provisioningId, id)}>
          {method} {path}
        </a>
      ),
    },
    { heading: texts.about, cell: ({ account, entitlement }) => account?.name ?? entitlement?.name ?? '' },
    {
      heading: texts.outcome,
      cell: (call) => (
        <>
          <OutcomeBadge language={language} call={call} /> {texts.answered(call.status)}
        </>
      ),
    },
  ];
}

/** What came of a call, in a word. */
export function OutcomeBadge({ language, call }: { readonly language: Language; readonly call: CallLine }) {
  const { outcome } = call;
  const isBad = outcome === 'refused' || outcome === 'failed' || outcome === 'held';
  const tone = isBad ? 'bad' : outcome === 'changed' ? 'good' : 'plain';
  return <Badge tone={tone}>{messagesFor(language).admin.scimCalls.outcomes[outcome]}</Badge>;
}
