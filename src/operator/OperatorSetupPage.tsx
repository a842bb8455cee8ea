import { ErrorSummary, Field, Hidden, messagesFor, NewPasswordFields, SubmitButton, ThresholdPage } from '../web';
import type { FormError, Language } from '../web';

interface OperatorSetupProps {
  readonly language: Language;
  readonly action: string;
  /** The one-time token of the link, sent back by the form as `token`. */
  readonly token: string;
  /** Kept from what was sent; the fields are `email`, `password` and `passwordAgain`. */
  readonly email: string;
  readonly minimumPasswordLength: number;
  readonly errors: readonly FormError[];
}

/** Behind the one-time link on standard output: the first operator chooses e-mail address and password. */
export function OperatorSetupPage(props: OperatorSetupProps) {
  const { language, errors, minimumPasswordLength } = props;
  const texts = messagesFor(language).operator;
  const { password, passwordHint, passwordAgain: again } = texts;
  return (
    <ThresholdPage title={texts.setupTitle} language={language} door="open">
      <h1>{texts.setupHeading}</h1>
      <p class="soft">{texts.setupText}</p>
      <ErrorSummary errors={errors} language={language} />
      <form method="post" action={props.action} class="stack">
        <Hidden fields={{ token: props.token }} />
        <Field
          required="unmarked"
          name="email"
          type="email"
          label={texts.email}
          value={props.email}
          autocomplete="username"
          errors={errors}
          language={language}
        />
        <NewPasswordFields
          language={language}
          minimumLength={minimumPasswordLength}
          labels={{ password, hint: passwordHint(minimumPasswordLength), again }}
          errors={errors}
        />
        <SubmitButton wide>{texts.setupSubmit}</SubmitButton>
      </form>
    </ThresholdPage>
  );
}
