import { ErrorSummary, Hidden, LinkButton, messagesFor, NewPasswordFields, SubmitButton, ThresholdPage } from '../web';
import type { FormError, Language } from '../web';

interface NewPasswordProps {
  readonly language: Language;
  /** The token of the link, sent back by the form as `token`. */
  readonly token: string;
  readonly siteName: string;
  readonly username: string;
  readonly minimumPasswordLength: number;
  /** The fields are `password` and `passwordAgain`. */
  readonly errors: readonly FormError[];
}

/** Behind a mailed link: its owner chooses a password. Opening it uses nothing up, because mail filters open links, too. */
export function NewPasswordPage(props: NewPasswordProps) {
  const { language, errors, minimumPasswordLength, username } = props;
  const texts = messagesFor(language).passwords;
  const { newPassword: password, newPasswordHint, newPasswordAgain: again } = texts;
  return (
    <ThresholdPage title={texts.newTitle} language={language} door="open">
      <h1>{texts.newHeading(props.siteName)}</h1>
      <p class="soft">{texts.newText(username)}</p>
      <ErrorSummary errors={errors} language={language} />
      <form method="post" action="/sign-in/new-password" class="stack">
        <Hidden fields={{ token: props.token }} />
        {/* For password managers, which store it under this name. */}
        <input
          class="hidden-visually"
          type="text"
          name="username"
          value={username}
          autocomplete="username"
          tabindex={-1}
          aria-hidden="true"
          readonly
        />
        <NewPasswordFields
          language={language}
          minimumLength={minimumPasswordLength}
          labels={{ password, hint: newPasswordHint(minimumPasswordLength), again }}
          errors={errors}
        />
        <SubmitButton wide>{texts.newSubmit}</SubmitButton>
      </form>
    </ThresholdPage>
  );
}

interface ConfirmEmailProps {
  readonly language: Language;
  readonly token: string;
  readonly siteName: string;
  readonly email: string;
}

/** Behind a mailed link: its owner says that the address is theirs. */
export function ConfirmEmailPage({ language, token, siteName, email }: ConfirmEmailProps) {
  const texts = messagesFor(language).passwords;
  return (
    <ThresholdPage title={texts.confirmTitle} language={language} door="open">
      <h1>{texts.confirmTitle}</h1>
      <p class="lead">{texts.confirmText(email, siteName)}</p>
      <form method="post" action="/sign-in/confirm-email" class="stack">
        <Hidden fields={{ token }} />
        <SubmitButton wide>{texts.confirmSubmit}</SubmitButton>
      </form>
    </ThresholdPage>
  );
}

/** A link that was used, is too old, was never ours, or was closed by a change: all the same to whoever holds it. */
export function ClosedLinkPage({ language }: { readonly language: Language }) {
  const texts = messagesFor(language);
  return (
    <ThresholdPage title={texts.passwords.closedTitle} language={language} door="closed">
      <h1>{texts.passwords.closedTitle}</h1>
      <p class="lead">{texts.passwords.closedText}</p>
      <LinkButton href="/sign-in/forgotten">{texts.passwords.closedAgain}</LinkButton>
    </ThresholdPage>
  );
}

/** After a right password of an account whose address nobody has confirmed yet. */
export function CheckMailPage({ language, startHref }: { readonly language: Language; readonly startHref: string }) {
  const texts = messagesFor(language);
  return (
    <ThresholdPage title={texts.passwords.checkMailTitle} language={language} door="ajar">
      <h1>{texts.passwords.checkMailTitle}</h1>
      <p class="lead">{texts.passwords.checkMailText}</p>
      <p>{texts.passwords.sentNothing}</p>
      <LinkButton href={startHref} kind="quiet">
        {texts.common.backToStart}
      </LinkButton>
    </ThresholdPage>
  );
}
