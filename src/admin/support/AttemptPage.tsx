import { AdminPage, type AdminPageReader } from '../AdminPage';
import { areaHref } from '../areas';
import { reasons as catalogue, type Finding } from '../../sso/catalogue';
import type { KeptAttempt, Replay } from '../../sso';
import { Badge, formatDateTime, formatNumber, messagesFor, Moment, SubmitButton, Warning } from '../../web';
import { areaOfReason } from './areaOfReason';
import { AttemptFacts } from './AttemptFacts';
import { CheckList } from './CheckList';
import { Comparison } from './Comparison';
import type { ResponseView } from './decideResponseView';
import { ReplayCard } from './ReplayCard';
import { OutcomeBadge } from './SearchPage';

interface AttemptProps {
  readonly reader: AdminPageReader;
  readonly attempt: KeptAttempt;
  readonly replay: Replay;
  readonly responseView: ResponseView;
}

/** One attempt: the cause first, whether it would pass now, then everything that is kept of it. */
export function AttemptPage({ reader, attempt, replay, responseView }: AttemptProps) {
  const { language, site } = reader;
  const texts = messagesFor(language).admin.support;
  const { reference, username, outcome, kind, verified } = attempt;
  const crumbs = [{ label: reference, href: `/support/${site}/${reference}` }];
  const isUnverified = kind === 'acs' && !verified;
  return (
    <AdminPage reader={reader} area="support" title={texts.attemptTitle(reference)} crumbs={crumbs}>
      <p class="row">
        <OutcomeBadge outcome={outcome} language={language} />
        {isUnverified && <Badge>{texts.unverified}</Badge>}
        <Moment value={attempt.at} language={language} />
        {username !== null && (
          <a href={`/support/${site}?${new URLSearchParams({ username }).toString()}`}>{username}</a>
        )}
      </p>
      {isUnverified && <Warning>{texts.unverifiedText}</Warning>}
      <Cause reader={reader} attempt={attempt} />
      <ReplayCard language={language} attempt={attempt} replay={replay} />
      <OtherReasons reader={reader} findings={attempt.findings.slice(1)} />
      <section class="stack" aria-labelledby="checks-heading">
        <h2 id="checks-heading">{texts.checksHeading}</h2>
        <CheckList id="checks" caption={texts.checksCaption} checks={attempt.checks} language={language} />
      </section>
      <AttemptFacts reader={reader} attempt={attempt} />
      <KeptResponse reader={reader} attempt={attempt} view={responseView} />
    </AdminPage>
  );
}

function Cause({ reader, attempt }: { readonly reader: AdminPageReader; readonly attempt: KeptAttempt }) {
  const { admin, codes } = messagesFor(reader.language);
  const texts = admin.support;
  const { code, findings, outcome } = attempt;
  const [first] = findings;
  const told = { passed: texts.passedText, restarted: texts.restartedText, parked: texts.parkedText, refused: null };
  return (
    <section class="card stack" aria-labelledby="cause">
      <h2 id="cause">{texts.causeHeading}</h2>
      {code !== null && (
        <p class="lead">
          <a href={`/help/codes/${code}`}>
            {codes[code]} ({code})
          </a>
        </p>
      )}
      {outcome !== 'refused' && <p>{told[outcome]}</p>}
      {first && <Reason reader={reader} finding={first} />}
    </section>
  );
}

function OtherReasons({ reader, findings }: { reader: AdminPageReader; findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  const texts = messagesFor(reader.language).admin.support;
  return (
    <section class="card stack" aria-labelledby="more-reasons">
      <h2 id="more-reasons">{texts.moreReasons}</h2>
      {findings.map((finding, index) => (
        <Reason key={index} reader={reader} finding={finding} />
      ))}
    </section>
  );
}

/** One reason: what happened, expected against received, who must act, the fix and the page that mends it. */
export function Reason({ reader, finding }: { readonly reader: AdminPageReader; readonly finding: Finding }) {
  const { language, site } = reader;
  const { admin, reasons, whoActs } = messagesFor(language);
  const texts = admin.support;
  const { reason, field, expected, received, hint } = finding;
  const area = areaOfReason(reason);
  return (
    <div class="stack-small">
      <h3>{reasons[reason].title}</h3>
      {field !== null && (
        <p class="small">
          <span class="soft">{texts.field}:</span> <code>{field}</code>
        </p>
      )}
      <Comparison language={language} expected={expected} received={received} />
      {hint !== undefined && (
        <p>
          <span class="soft">{texts.hint}:</span> <span lang="en">{hint}</span>
        </p>
      )}
      <p>
        <span class="soft">{texts.whoActs}:</span> {whoActs[catalogue[reason].whoActs]}
      </p>
      <p>
        <span class="soft">{texts.fix}:</span> {reasons[reason].fix}
      </p>
      <p class="row">
        <a href={`/help/reasons/${reason}`}>{texts.learnMore}</a>
        {area !== null && <a href={areaHref(area, site)}>{texts.goMend(admin.frame.areas[area])}</a>}
      </p>
    </div>
  );
}

function KeptResponse(props: Omit<AttemptProps, 'replay' | 'responseView'> & { readonly view: ResponseView }) {
  const { reader, attempt, view } = props;
  const { language, site } = reader;
  const texts = messagesFor(language).admin.support;
  const { response } = attempt;
  return (
    <section class="card stack-small" aria-labelledby="response">
      <h2 id="response">{texts.responseHeading}</h2>
      {response === null || view.outcome === 'not_kept' ? (
        <p class="soft">{texts.responseNotKept}</p>
      ) : (
        <p>
          {texts.responseKept(formatNumber(response.bytes, language), formatDateTime(response.expiresAt, language))}
        </p>
      )}
      {view.outcome === 'not_allowed' && <p class="soft">{texts.responseNotAllowed}</p>}
      {view.outcome === 'too_new' && <p class="soft">{texts.responseTooNew(formatDateTime(view.until, language))}</p>}
      {view.outcome === 'visible' && (
        <form class="stack-small" method="post" action={`/support/${site}/${attempt.reference}/response`}>
          <SubmitButton kind="quiet">{texts.showResponse}</SubmitButton>
          <p class="small soft">{texts.showResponseText}</p>
        </form>
      )}
    </section>
  );
}
