import type { OutboxMail } from '../mail';
import { DataTable, messagesFor, Moment, Page } from '../web';
import type { Language } from '../web';

interface FrameProps {
  readonly language: Language;
  readonly operatorEmail: string;
  readonly signOutAction: string;
}

/** The outbox, newest first; each mail is a link to its text. */
export function MailsPage({ mails, ...frame }: FrameProps & { readonly mails: readonly OutboxMail[] }) {
  const { language, operatorEmail, signOutAction } = frame;
  const texts = messagesFor(language).operator;
  return (
    <Page title={texts.mailsTitle} language={language} signedInAs={operatorEmail} signOutAction={signOutAction}>
      <div class="stack-small">
        <h1>{texts.mailsTitle}</h1>
        <p class="soft">{texts.mailsText}</p>
      </div>
      {mails.length === 0 ? <p class="notice">{texts.noMails}</p> : <Mails mails={mails} language={language} />}
    </Page>
  );
}

function Mails({ mails, language }: { readonly mails: readonly OutboxMail[]; readonly language: Language }) {
  const texts = messagesFor(language).operator;
  return (
    <DataTable
      id="mails"
      caption={texts.mailsTitle}
      rows={mails}
      keyOf={(mail) => mail.id}
      columns={[
        {
          heading: texts.mailSubject,
          rowHeader: true,
          cell: (mail) => <a href={`/operator/mails/${mail.id}`}>{mail.subject}</a>,
        },
        { heading: texts.mailTo, cell: (mail) => mail.to },
        { heading: texts.site, cell: (mail) => mail.site ?? '–' },
        { heading: texts.mailWritten, cell: (mail) => <Moment value={mail.createdAt} language={language} /> },
        { heading: texts.mailStatus, cell: (mail) => <Status mail={mail} language={language} /> },
      ]}
    />
  );
}

function Status({ mail, language }: { readonly mail: OutboxMail; readonly language: Language }) {
  const looks = { waiting: 'badge', sent: 'badge good', failed: 'badge bad', kept: 'badge' } as const;
  return <span class={looks[mail.status]}>{messagesFor(language).operator.mailStatuses[mail.status]}</span>;
}

/** One mail with its text. */
export function MailPage({
  mail,
  ...frame
}: FrameProps & { readonly mail: OutboxMail & { readonly text: string | null } }) {
  const { language, operatorEmail, signOutAction } = frame;
  const texts = messagesFor(language).operator;
  return (
    <Page title={mail.subject} language={language} signedInAs={operatorEmail} signOutAction={signOutAction}>
      <div class="stack-small">
        <h1>{mail.subject}</h1>
        <p class="soft">
          {texts.mailTo} {mail.to} · <Moment value={mail.createdAt} language={language} />{' '}
          <Status mail={mail} language={language} />
        </p>
      </div>
      {mail.lastError !== null && <p class="notice">{mail.lastError}</p>}
      {mail.text === null ? (
        <p class="notice">{texts.mailTextGone}</p>
      ) : (
        mail.text
          .trim()
          .split('\n\n')
          .map((part) => <p key={part}>{part}</p>)
      )}
      <p>
        <a href="/operator/mails">{texts.mailsTitle}</a>
      </p>
    </Page>
  );
}
