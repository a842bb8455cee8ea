import type { OutboxMail } from '../mail';
import { DataTable, messagesFor, Moment, Pager } from '../web';
import type { Language } from '../web';
import { OperatorFrame } from './OperatorFrame';

interface FrameProps {
  readonly language: Language;
  readonly operatorEmail: string;
}

interface MailsProps extends FrameProps {
  readonly mails: readonly OutboxMail[];
  /** Where the pages beside this one are; null: there are none. */
  readonly newerHref: string | null;
  readonly olderHref: string | null;
}

/** A page of the outbox, newest first; each mail is a link to its text. */
export function MailsPage({ mails, newerHref, olderHref, ...frame }: MailsProps) {
  const { language } = frame;
  const texts = messagesFor(language).operator;
  return (
    <OperatorFrame {...frame} area="mails" title={texts.mailsTitle} intro={texts.mailsText}>
      {mails.length === 0 ? <p class="notice">{texts.noMails}</p> : <Mails mails={mails} language={language} />}
      <Pager language={language} newerHref={newerHref} olderHref={olderHref} />
    </OperatorFrame>
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
  const { language } = frame;
  const texts = messagesFor(language).operator;
  return (
    <OperatorFrame {...frame} area="mails" title={mail.subject}>
      <p class="soft">
        {texts.mailTo} {mail.to} · <Moment value={mail.createdAt} language={language} />{' '}
        <Status mail={mail} language={language} />
      </p>
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
    </OperatorFrame>
  );
}
