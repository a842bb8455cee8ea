import type { KeptAttempt } from '../../sso';
import { Badge, DataTable, Facts, messagesFor, Warning } from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { CheckList, Reason } from '../support';
import { ssoHref } from './addresses';
import { TestCard } from './TestCard';

/** What the page shows. */
export interface TestResultProps {
  readonly reader: AdminPageReader;
  /** The connection that was tested; null when it was removed since. */
  readonly connection: string | null;
  /** Null while the identity provider has not answered. */
  readonly passed: boolean | null;
  /** Null while there is none, or no more. */
  readonly attempt: KeptAttempt | null;
}

/** What came of a test sign-in: passed or refused, every reason, what arrived, the whole check-list. */
export function TestResultPage({ reader, connection, passed, attempt }: TestResultProps) {
  const { language, site } = reader;
  const { admin, codes } = messagesFor(language);
  const texts = admin.singleSignOn.test;
  const crumbs = connection === null ? [] : [{ label: connection, href: ssoHref.connection(site, connection) }];
  const title = passed === null ? texts.waiting : passed ? texts.passed : texts.refused;
  return (
    <AdminPage reader={reader} area="singleSignOn" title={title} crumbs={crumbs}>
      {passed === null && <Warning>{texts.waitingText}</Warning>}
      {passed !== null && (
        <section class="card stack" aria-labelledby="outcome">
          <h2 id="outcome">{texts.outcome}</h2>
          <p>
            <Badge tone={passed ? 'good' : 'bad'}>{passed ? texts.wouldPass : texts.wouldNot}</Badge>{' '}
            {attempt?.code != null && (
              <a href={`/help/codes/${attempt.code}`}>
                {codes[attempt.code]} ({attempt.code})
              </a>
            )}
          </p>
          <p>{texts.nothingHappened}</p>
          {attempt?.findings.map((finding, index) => (
            <Reason key={index} reader={reader} finding={finding} />
          ))}
        </section>
      )}
      {attempt !== null && <Arrived reader={reader} attempt={attempt} />}
      {attempt !== null && <CheckList id="checks" caption={texts.checks} checks={attempt.checks} language={language} />}
      {connection !== null && <TestCard reader={reader} name={connection} />}
    </AdminPage>
  );
}

const longestShown = 120;

function Arrived({ reader, attempt }: { readonly reader: AdminPageReader; readonly attempt: KeptAttempt }) {
  const { language, site } = reader;
  const { admin } = messagesFor(language);
  const texts = admin.singleSignOn.test;
  const { username, nameId, attributes, reference } = attempt;
  const rows = Object.entries(attributes ?? {});
  const none = admin.frame.none;
  return (
    <>
      <Facts
        rows={[
          [texts.username, username ?? none],
          [texts.nameId, nameId === null ? none : `${nameId.value} (${nameId.format})`],
          [texts.reference, <a href={`/support/${site}/${reference}`}>{reference}</a>],
        ]}
      />
      {rows.length > 0 && (
        <DataTable
          id="attributes"
          caption={texts.attributes}
          rows={rows}
          keyOf={([name]) => name}
          columns={[
            { heading: texts.attribute, rowHeader: true, cell: ([name]) => <code>{name}</code> },
            { heading: texts.values, cell: ([, values]) => values.map((value) => cut(value)).join(', ') },
          ]}
        />
      )}
    </>
  );
}

function cut(value: string): string {
  return value.length > longestShown ? `${value.slice(0, longestShown)}…` : value;
}
