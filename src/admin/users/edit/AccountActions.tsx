import { formatNumber, Hidden, messagesFor, SubmitButton, type Language } from '../../../web';
import type { ComponentChildren } from 'preact';
import type { EditedAccount } from './readEditedAccount';

interface ActionsProps {
  readonly language: Language;
  /** The address of the account. */
  readonly href: string;
  readonly account: EditedAccount;
}

/** What can be done to an account beside changing its fields, each a button of its own. */
export function AccountActions({ language, href, account }: ActionsProps) {
  const { account: texts, requests } = messagesFor(language).admin.users;
  const { state, version, identities } = account;
  const status = (value: string) => ({ version: String(version), status: value });
  return (
    <section class="card stack" aria-labelledby="actions">
      <h2 id="actions">{texts.actions}</h2>
      {state.status === 'locked' && (
        <Action action={`${href}/status`} fields={status('active')} label={texts.unlock} text={texts.unlockText} />
      )}
      {state.status === 'pending' && (
        <>
          <Action action={`${href}/status`} fields={status('active')} label={requests.accept} text={requests.text} />
          <Action action={`${href}/status`} fields={status('deactivated')} label={requests.reject} text={null} />
        </>
      )}
      <Action
        action={`${href}/end-sessions`}
        label={texts.endSessions}
        text={texts.sessionsText(formatNumber(account.sessions, language))}
      />
      {identities.map(({ connectionId, connection, nameId }) => (
        <Action
          key={connectionId}
          action={`${href}/unbind`}
          fields={{ connection: connectionId }}
          label={texts.unbind(connection)}
          text={texts.unbindText(connection, nameId)}
        />
      ))}
      {state.bypass && <Action action={`${href}/password-link`} label={texts.sendLink} text={texts.sendLinkText} />}
    </section>
  );
}

function Action(props: {
  readonly action: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly label: string;
  readonly text: ComponentChildren;
}) {
  return (
    <form method="post" action={props.action} class="stack-small">
      {props.text !== null && <p class="soft">{props.text}</p>}
      <Hidden fields={props.fields ?? {}} />
      <SubmitButton kind="quiet">{props.label}</SubmitButton>
    </form>
  );
}
