import { Hidden, LinkButton, messagesFor, safeHref, SubmitButton, ThresholdPage } from '../../web';
import type { Language } from '../../web';

interface ConfirmProps {
  readonly language: Language;
  readonly siteName: string;
  /** Display name, and user name when they differ: enough to notice that it is somebody else. */
  readonly displayName: string;
  readonly username: string;
  /** The connection's own `…/complete`. */
  readonly action: string;
  /** What the form carries, such as the one-time code. */
  readonly fields: Readonly<Record<string, string>>;
  readonly cancelHref: string;
}

/** "Continue as … in …?" after a response that no browser of ours had asked for (unsolicited: confirm). */
export function ConfirmPage(props: ConfirmProps) {
  const texts = messagesFor(props.language).confirm;
  return (
    <ThresholdPage title={texts.title} language={props.language} door="ajar">
      <h1>{texts.heading(props.displayName, props.siteName)}</h1>
      {props.username !== props.displayName && (
        <p class="lead">
          <code>{props.username}</code>
        </p>
      )}
      <p>{texts.text}</p>
      <form method="post" action={props.action} class="row">
        <Hidden fields={props.fields} />
        <SubmitButton>{texts.submit(props.displayName)}</SubmitButton>
        <LinkButton kind="quiet" href={safeHref(props.cancelHref)}>
          {texts.cancel}
        </LinkButton>
      </form>
    </ThresholdPage>
  );
}
