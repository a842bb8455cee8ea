import type { AccountStatus, AccountType } from '../jit';
import { DataTable, formatDateTime, messagesFor, Moment, Page } from '../web';
import type { Language, Messages } from '../web';

/** The account as its owner sees it. */
export interface OwnAccount {
  readonly username: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly displayName: string | null;
  readonly email: string | null;
  /** A language tag, as stored. */
  readonly language: string | null;
  readonly type: AccountType;
  readonly status: AccountStatus;
  readonly roles: readonly string[];
  /** The name of the connection; null when none is named. */
  readonly connection: string | null;
  readonly expiresAt: Date | null;
}

/** One of the account's live sessions. */
export interface OwnSession {
  readonly id: string;
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
  /** The connection it began with; null: by password. */
  readonly connection: string | null;
  readonly isCurrent: boolean;
}

interface AccountProps {
  readonly language: Language;
  readonly siteName: string;
  readonly account: OwnAccount;
  /** The site's tracking codes that are in use, in order, with this account's values. */
  readonly trackingCodes: readonly { readonly number: number; readonly label: string; readonly value: string | null }[];
  readonly sessions: readonly OwnSession[];
  /** The administration of the site; null for people without a role. */
  readonly adminHref: string | null;
}

/** My Account: what the site knows of the person, to read. */
export function AccountPage({ language, siteName, account, trackingCodes, sessions, adminHref }: AccountProps) {
  const texts = messagesFor(language);
  const name = account.displayName ?? account.username;
  return (
    <Page
      title={texts.account.title}
      language={language}
      signedInAs={name}
      links={adminHref === null ? [] : [{ label: texts.account.administration, href: adminHref }]}
    >
      <div class="stack-small">
        <p class="soft">{siteName}</p>
        <h1>{texts.account.title}</h1>
        <p class="soft">{texts.account.readOnly}</p>
      </div>
      <section class="card stack" aria-labelledby="details">
        <h2 id="details">{texts.account.details}</h2>
        <Facts rows={detailsOf(account, texts, language)} />
      </section>
      <section class="card stack" aria-labelledby="tracking-codes">
        <h2 id="tracking-codes">{texts.account.trackingCodes}</h2>
        {trackingCodes.length === 0 ? (
          <p class="soft">{texts.account.noTrackingCodes}</p>
        ) : (
          <Facts rows={trackingCodes.map((code) => [`TC${code.number} · ${code.label}`, code.value ?? '–'])} />
        )}
      </section>
      <section class="stack" aria-labelledby="sessions-heading">
        <h2 id="sessions-heading">{texts.account.sessions}</h2>
        <Sessions sessions={sessions} language={language} />
      </section>
    </Page>
  );
}

type FactRow = readonly [label: string, value: string];

function Facts({ rows }: { readonly rows: readonly FactRow[] }) {
  return (
    <dl class="facts">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function detailsOf(account: OwnAccount, texts: Messages, language: Language): FactRow[] {
  const words = texts.account;
  return [
    [words.displayName, account.displayName ?? '–'],
    [words.username, account.username],
    [words.email, account.email ?? '–'],
    [words.firstName, account.firstName ?? '–'],
    [words.lastName, account.lastName ?? '–'],
    [words.language, account.language ?? '–'],
    [words.type, words.types[account.type]],
    [words.status, words.statuses[account.status]],
    [words.roles, account.roles.length === 0 ? texts.common.nothing : account.roles.join(', ')],
    [words.connection, account.connection ?? words.password],
    [words.expires, account.expiresAt ? formatDateTime(account.expiresAt, language) : words.neverExpires],
  ];
}

function Sessions({ sessions, language }: { readonly sessions: readonly OwnSession[]; readonly language: Language }) {
  const texts = messagesFor(language).account;
  return (
    <DataTable
      id="sessions"
      caption={texts.sessionsCaption}
      rows={sessions}
      keyOf={(session) => session.id}
      columns={[
        {
          heading: texts.sessions,
          rowHeader: true,
          cell: (session) =>
            session.isCurrent ? <span class="badge good">{texts.thisSession}</span> : texts.anotherSession,
        },
        { heading: texts.started, cell: (session) => <Moment value={session.startedAt} language={language} /> },
        { heading: texts.lastSeen, cell: (session) => <Moment value={session.lastSeenAt} language={language} /> },
        { heading: texts.through, cell: (session) => session.connection ?? texts.password },
        {
          heading: texts.endSession,
          cell: (session) => (
            <form method="post" action={`/account/sessions/${session.id}/end`}>
              <button type="submit" class="link-button">
                {texts.endSession}
              </button>
            </form>
          ),
        },
      ]}
    />
  );
}
