import { Badge, DataTable, Field, Filters, formatNumber, LinkButton, messagesFor, Pager } from '../web';
import type { Language } from '../web';
import { OperatorFrame } from './OperatorFrame';

/** One line of the operators' list of sites. */
export interface SiteLine {
  readonly slug: string;
  readonly name: string;
  readonly partnerId: string | null;
  readonly ssoEnabled: boolean;
  readonly accounts: number;
  readonly seatsUsed: number;
  readonly seats: number;
  /** Attempts of the last 24 hours. */
  readonly passed: number;
  readonly refused: number;
}

interface OperatorHomeProps {
  readonly language: Language;
  readonly operatorEmail: string;
  readonly sites: readonly SiteLine[];
  /** What is searched for; empty: everything is in view. */
  readonly search: string;
  readonly beforeHref: string | null;
  readonly afterHref: string | null;
  readonly notice: string | null;
}

/** What an operator sees first: every site, its seats and how its sign-ins go. Each name leads to its administration. */
export function OperatorHomePage(props: OperatorHomeProps) {
  const { language, operatorEmail, sites, search } = props;
  const { operator, admin } = messagesFor(language);
  const texts = admin.operator;
  return (
    <OperatorFrame
      language={language}
      operatorEmail={operatorEmail}
      area="sites"
      title={operator.homeTitle}
      intro={operator.homeText}
      notice={props.notice}
    >
      <Filters language={language} action="/operator" isFiltered={search !== ''} submit={admin.frame.search}>
        <Field language={language} name="search" type="search" label={texts.search} value={search} autocomplete="off" />
      </Filters>
      {sites.length === 0 ? (
        <p class="notice">{search === '' ? operator.noSites : texts.noneFound(search)}</p>
      ) : (
        <Sites sites={sites} language={language} />
      )}
      <Pager
        language={language}
        newerHref={props.beforeHref}
        olderHref={props.afterHref}
        labels={{ newer: texts.before, older: texts.after }}
      />
      <LinkButton href="/operator/new-site">{texts.areas.newSite}</LinkButton>
    </OperatorFrame>
  );
}

function Sites({ sites, language }: { readonly sites: readonly SiteLine[]; readonly language: Language }) {
  const { operator: texts, admin } = messagesFor(language);
  const number = (value: number) => formatNumber(value, language);
  return (
    <DataTable
      id="sites"
      caption={texts.sitesCaption}
      rows={sites}
      keyOf={(site) => site.slug}
      columns={[
        {
          heading: texts.site,
          rowHeader: true,
          cell: (site) => (
            <>
              <a href={`/admin/${site.slug}`}>{site.name}</a> <code class="soft">{site.slug}</code>
            </>
          ),
        },
        {
          heading: texts.state,
          cell: (site) => (
            <Badge tone={site.ssoEnabled ? 'good' : 'plain'}>{site.ssoEnabled ? texts.on : texts.off}</Badge>
          ),
        },
        { heading: admin.operator.partnerId, cell: (site) => site.partnerId ?? admin.frame.notSet },
        { heading: texts.accounts, numeric: true, cell: (site) => number(site.accounts) },
        {
          heading: texts.seats,
          numeric: true,
          cell: (site) => (
            <>
              {site.seatsUsed > site.seats && <Badge tone="bad">{texts.overdrawn}</Badge>}{' '}
              <a href={`/admin/${site.slug}/edit`}>{texts.seatsOf(number(site.seatsUsed), number(site.seats))}</a>
            </>
          ),
        },
        { heading: texts.passed, numeric: true, cell: (site) => number(site.passed) },
        { heading: texts.refused, numeric: true, cell: (site) => number(site.refused) },
      ]}
    />
  );
}
