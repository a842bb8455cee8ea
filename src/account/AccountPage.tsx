import { DataTable, Facts, formatDateTime, LinkButton, messagesFor, Moment, Notice, Page } from '../web';
import type { Fact, Language, Messages } from '../web';
import type { Membership } from '../workspaces';
import type { ShownProvisioning } from '../scim/credentials';
import { IdentityProviders } from './IdentityProviders';
import type { OwnAccount } from './ownAccount';

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
  readonly workspaces: readonly Membership[];
  /** SCIM clients that act as this account. */
  readonly provisionings: readonly ShownProvisioning[];
  readonly sessions: readonly OwnSession[];
  /** The administration of the site; null for people without a role. */
  readonly adminHref: string | null;
  /** What has just been done. */
  readonly notice: string | null;
}

/** My Account: what the site knows of the person, and the ways to change what is theirs. */
export function AccountPage(props: AccountProps) {
  const { language, siteName, account, trackingCodes, workspaces, sessions, adminHref, notice } = props;
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
        {account.keeper !== 'person' && <p class="soft">{texts.myAccount.keptBy[account.keeper]}</p>}
      </div>
      {notice !== null && <Notice>{notice}</Notice>}
      <section class="card stack" aria-labelledby="details">
        <h2 id="details">{texts.account.details}</h2>
        <Facts rows={detailsOf(account, texts, language)} />
        <p class="row">
          <LinkButton href="/account/edit" kind="quiet">
            {texts.myAccount.edit}
          </LinkButton>
          {account.bypass && (
            <LinkButton href="/account/password" kind="quiet">
              {texts.myAccount.changePassword}
            </LinkButton>
          )}
        </p>
      </section>
      <section class="card stack" aria-labelledby="tracking-codes">
        <h2 id="tracking-codes">{texts.account.trackingCodes}</h2>
        {trackingCodes.length === 0 ? (
          <p class="soft">{texts.account.noTrackingCodes}</p>
        ) : (
          <Facts rows={trackingCodes.map((code) => [`TC${code.number} · ${code.label}`, code.value ?? '–'])} />
        )}
      </section>
      <section class="card stack" aria-labelledby="workspaces">
        <h2 id="workspaces">{texts.account.workspaces}</h2>
        {workspaces.length === 0 ? (
          <p class="soft">{texts.account.noWorkspaces}</p>
        ) : (
          <Facts
            rows={workspaces.map(({ name: workspace, roles, groups }) => [
              workspace,
              [...roles, ...groups].join(', ') || texts.account.plainMember,
            ])}
          />
        )}
      </section>
      <IdentityProviders language={language} timeZone={account.timeZone} provisionings={props.provisionings} />
      <section class="stack" aria-labelledby="sessions-heading">
        <h2 id="sessions-heading">{texts.account.sessions}</h2>
        <p class="soft">{texts.myAccount.sessionsText}</p>
        <Sessions sessions={sessions} language={language} timeZone={account.timeZone} />
        {sessions.some(({ isCurrent }) => !isCurrent) && (
          <form method="post" action="/account/end-other-sessions">
            <button type="submit" class="button quiet">
              {texts.myAccount.endOthers}
            </button>
          </form>
        )}
      </section>
    </Page>
  );
}

function detailsOf(account: OwnAccount, texts: Messages, language: Language): Fact[] {
  const words = texts.account;
  return [
    [words.displayName, account.displayName ?? '–'],
    [words.username, account.username],
    [words.email, account.email ?? '–'],
    [words.firstName, account.firstName ?? '–'],
    [words.lastName, account.lastName ?? '–'],
    [words.language, account.language ?? texts.myAccount.languageOfBrowser],
    [texts.myAccount.timeZone, account.timeZone ?? texts.myAccount.timeZoneUtc],
    [words.type, words.types[account.type]],
    [words.status, words.statuses[account.status]],
    [words.roles, account.roles.length === 0 ? texts.common.nothing : account.roles.join(', ')],
    [words.connection, account.connection ?? words.password],
    [
      words.expires,
      account.expiresAt ? formatDateTime(account.expiresAt, language, account.timeZone) : words.neverExpires,
    ],
  ];
}

interface SessionsProps {
  readonly sessions: readonly OwnSession[];
  readonly language: Language;
  readonly timeZone: string | null;
}

function Sessions({ sessions, language, timeZone }: SessionsProps) {
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
        { heading: texts.started, cell: (session) => <Moment value={session.startedAt} {...{ language, timeZone }} /> },
        {
          heading: texts.lastSeen,
          cell: (session) => <Moment value={session.lastSeenAt} {...{ language, timeZone }} />,
        },
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
