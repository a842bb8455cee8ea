import { AdminPage, type AdminPageReader } from '../AdminPage';
import type { AttemptLine, AttemptOutcome, AttemptPage } from '../../sso';
import { Badge, DataTable, ErrorSummary, Field, messagesFor, Moment, Pager, SubmitButton, Warning } from '../../web';
import type { FormError, Language } from '../../web';

interface SearchProps {
  readonly reader: AdminPageReader;
  /** Kept from what was asked for. */
  readonly entered: { readonly reference: string; readonly username: string };
  readonly errors: readonly FormError[];
  /** A reference that could be one, but is none of this site. */
  readonly isUnknown: boolean;
  readonly found: AttemptPage;
  readonly olderHref: string | null;
  readonly newerHref: string | null;
}

/** The support desk: a sign-in by its reference, or all of one person, or the newest of everybody. */
export function SearchPage(props: SearchProps) {
  const { reader, entered, errors, found } = props;
  const { language, site } = reader;
  const texts = messagesFor(language).admin.support;
  const field = { language, errors } as const;
  const heading = entered.username === '' ? texts.newest : texts.ofPerson(entered.username);
  return (
    <AdminPage reader={reader} area="support" title={texts.title}>
      <p class="soft">{texts.intro}</p>
      <ErrorSummary errors={errors} language={language} />
      {props.isUnknown && <Warning>{texts.referenceUnknown}</Warning>}
      <div class="two">
        <form class="card stack" method="get" action={`/support/${site}`} role="search" aria-label={texts.reference}>
          <Field
            {...field}
            name="reference"
            type="search"
            label={texts.reference}
            hint={texts.referenceHint}
            value={entered.reference}
            autocomplete="off"
          />
          <SubmitButton>{texts.find}</SubmitButton>
        </form>
        <form class="card stack" method="get" action={`/support/${site}`} role="search" aria-label={texts.username}>
          <Field
            {...field}
            name="username"
            type="search"
            label={texts.username}
            hint={texts.usernameHint}
            value={entered.username}
            autocomplete="off"
          />
          <div class="row">
            <SubmitButton kind="quiet">{texts.find}</SubmitButton>
            {entered.username !== '' && <a href={`/support/${site}`}>{texts.all}</a>}
          </div>
        </form>
      </div>
      <section class="stack" aria-labelledby="found">
        <h2 id="found">{heading}</h2>
        {found.lines.length === 0 ? (
          <p class="soft">{entered.username === '' ? texts.none : texts.noneOfPerson(entered.username)}</p>
        ) : (
          <Lines lines={found.lines} caption={texts.listCaption} language={language} site={site} />
        )}
        <Pager language={language} olderHref={props.olderHref} newerHref={props.newerHref} />
      </section>
    </AdminPage>
  );
}

interface LinesProps {
  readonly lines: readonly AttemptLine[];
  readonly caption: string;
  readonly language: Language;
  readonly site: string;
}

function Lines({ lines, caption, language, site }: LinesProps) {
  const { admin, codes, reasons } = messagesFor(language);
  const texts = admin.support;
  return (
    <DataTable
      id="attempts"
      caption={caption}
      rows={lines}
      keyOf={(line) => line.id}
      columns={[
        {
          heading: texts.reference,
          rowHeader: true,
          cell: (line) => (
            <a class="mono" href={`/support/${site}/${line.reference}`}>
              {line.reference}
            </a>
          ),
        },
        { heading: texts.at, cell: (line) => <Moment value={line.at} language={language} /> },
        { heading: texts.person, cell: (line) => line.username ?? <span class="soft">{texts.unknown}</span> },
        {
          heading: texts.outcome,
          cell: (line) => (
            <>
              <OutcomeBadge outcome={line.outcome} language={language} />{' '}
              {line.kind === 'acs' && !line.verified && <Badge>{texts.unverified}</Badge>}
            </>
          ),
        },
        {
          heading: texts.cause,
          cell: (line) =>
            line.code === null ? (
              '–'
            ) : (
              <>
                <strong>{line.code}</strong> {line.reason === null ? codes[line.code] : reasons[line.reason].title}
              </>
            ),
        },
        { heading: texts.connection, cell: (line) => line.connection ?? texts.removed },
      ]}
    />
  );
}

/** How an attempt ended, in a word. */
export function OutcomeBadge({ outcome, language }: { readonly outcome: AttemptOutcome; readonly language: Language }) {
  const tone = { passed: 'good', refused: 'bad', restarted: 'plain', parked: 'plain' } as const;
  return <Badge tone={tone[outcome]}>{messagesFor(language).admin.support.outcomes[outcome]}</Badge>;
}
