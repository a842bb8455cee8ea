import { ErrorSummary, Field, Hidden, LinkButton, messagesFor, SubmitButton, ThresholdPage } from '../web';
import type { FormError, Language } from '../web';

interface ForgottenProps {
  readonly language: Language;
  /** Kept from what was sent; the fields are `identifier` and `site`. */
  readonly entered: { readonly identifier: string; readonly site: string | null };
  /** True when the name alone does not say which site is meant. */
  readonly askSite: boolean;
  readonly errors: readonly FormError[];
}

/** Asks whose password was forgotten. */
export function ForgottenPage({ language, entered, askSite, errors }: ForgottenProps) {
  const texts = messagesFor(language);
  const field = { required: 'unmarked', errors, language } as const;
  return (
    <ThresholdPage title={texts.passwords.forgottenTitle} language={language} door="ajar">
      <h1>{texts.passwords.forgottenTitle}</h1>
      <p class="soft">{texts.passwords.forgottenText}</p>
      <ErrorSummary errors={errors} language={language} />
      <form method="post" action="/sign-in/forgotten" class="stack">
        <Field
          {...field}
          name="identifier"
          label={texts.signIn.identifier}
          value={entered.identifier}
          autocomplete="username"
        />
        {askSite && (
          <Field
            {...field}
            name="site"
            label={texts.signIn.site}
            hint={texts.signIn.siteHint}
            value={entered.site ?? ''}
            maxLength={63}
          />
        )}
        <Hidden fields={{ site: askSite ? null : entered.site }} />
        <SubmitButton wide>{texts.passwords.forgottenSubmit}</SubmitButton>
      </form>
    </ThresholdPage>
  );
}

/** Says the same whether the name is known or not. */
export function ForgottenSentPage({
  language,
  startHref,
}: {
  readonly language: Language;
  readonly startHref: string;
}) {
  const texts = messagesFor(language);
  return (
    <ThresholdPage title={texts.passwords.sentTitle} language={language} door="ajar">
      <h1>{texts.passwords.sentTitle}</h1>
      <p class="lead">{texts.passwords.sentText}</p>
      <p>{texts.passwords.sentNothing}</p>
      <LinkButton href={startHref} kind="quiet">
        {texts.common.backToStart}
      </LinkButton>
    </ThresholdPage>
  );
}
