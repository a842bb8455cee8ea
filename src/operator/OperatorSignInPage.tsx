import { ErrorSummary, Field, messagesFor, SubmitButton, ThresholdPage } from '../web';
import type { FormError, Language } from '../web';

interface OperatorSignInProps {
  readonly language: Language;
  readonly action: string;
  /** Kept from what was sent; the fields are `email` and `password`. */
  readonly email: string;
  readonly errors: readonly FormError[];
}

/** The operators' own sign-in: password only, apart from every site. */
export function OperatorSignInPage({ language, action, email, errors }: OperatorSignInProps) {
  const texts = messagesFor(language).operator;
  return (
    <ThresholdPage title={texts.signInTitle} language={language} door="ajar">
      <h1>{texts.signInTitle}</h1>
      <p class="soft">{texts.signInText}</p>
      <ErrorSummary errors={errors} language={language} />
      <form method="post" action={action} class="stack">
        <Field
          required="unmarked"
          name="email"
          type="email"
          label={texts.email}
          value={email}
          autocomplete="username"
          errors={errors}
          language={language}
        />
        <Field
          required="unmarked"
          name="password"
          type="password"
          label={texts.password}
          autocomplete="current-password"
          maxLength={1024}
          errors={errors}
          language={language}
        />
        <SubmitButton wide>{texts.signInSubmit}</SubmitButton>
      </form>
    </ThresholdPage>
  );
}
