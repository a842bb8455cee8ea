import { DataTable, formatNumber, messagesFor, Page } from '../web';
import type { Language } from '../web';

/** One line of the operators' list of sites. */
export interface SiteLine {
  readonly slug: string;
  readonly name: string;
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
  readonly signOutAction: string;
  readonly sites: readonly SiteLine[];
}

/** What an operator sees first: every site, its seats and how its sign-ins go. */
export function OperatorHomePage({ language, operatorEmail, signOutAction, sites }: OperatorHomeProps) {
  const texts = messagesFor(language).operator;
  return (
    <Page title={texts.homeTitle} language={language} signedInAs={operatorEmail} signOutAction={signOutAction}>
      <div class="stack-small">
        <h1>{texts.homeTitle}</h1>
        <p class="soft">{texts.homeText}</p>
      </div>
      <p>
        <a href="/operator/mails">{texts.mailsTitle}</a>
      </p>
      {sites.length === 0 ? <p class="notice">{texts.noSites}</p> : <Sites sites={sites} language={language} />}
    </Page>
  );
}

function Sites({ sites, language }: { readonly sites: readonly SiteLine[]; readonly language: Language }) {
  const texts = messagesFor(language).operator;
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
            <span class={site.ssoEnabled ? 'badge good' : 'badge'}>{site.ssoEnabled ? texts.on : texts.off}</span>
          ),
        },
        { heading: texts.accounts, numeric: true, cell: (site) => number(site.accounts) },
        {
          heading: texts.seats,
          numeric: true,
          cell: (site) => (
            <>
              {site.seatsUsed > site.seats && <span class="badge bad">{texts.overdrawn}</span>}{' '}
              {texts.seatsOf(number(site.seatsUsed), number(site.seats))}
            </>
          ),
        },
        { heading: texts.passed, numeric: true, cell: (site) => number(site.passed) },
        { heading: texts.refused, numeric: true, cell: (site) => number(site.refused) },
      ]}
    />
  );
}
