import { ErrorSummary, Field, LinkButton, messagesFor, NewPasswordFields, Page, SubmitButton } from '../web';
import type { FormError, Language } from '../web';

interface OwnPasswordProps {
  readonly language: Language;
  readonly name: string;
  readonly username: string;
  /** `change`: there is one. `none`: there may be one, but is none yet. `never`: this account may not use one. */
  readonly state: 'change' | 'none' | 'never';
  readonly forgottenHref: string;
  readonly minimumPasswordLength: number;
  /** The fields are `currentPassword`, `password` and `passwordAgain`. */
  readonly errors: readonly FormError[];
}

/** People change their own password, knowing the one before. */
export function OwnPasswordPage(props: OwnPasswordProps) {
  const { language, name, errors, state, minimumPasswordLength } = props;
  const { account, myAccount: texts, passwords } = messagesFor(language);
  const field = { type: 'password', maxLength: 1024, required: 'unmarked', errors, language } as const;
  const { newPassword: password, newPasswordHint, newPasswordAgain: again } = passwords;
  return (
    <Page title={texts.passwordTitle} language={language} signedInAs={name}>
      <div class="stack-small">
        <p>
          <a href="/account">{account.title}</a>
        </p>
        <h1>{texts.passwordTitle}</h1>
        <p class="soft">
          {state === 'change' ? texts.passwordText : state === 'none' ? texts.noPassword : texts.noPasswordAllowed}
        </p>
      </div>
      {state === 'none' && <LinkButton href={props.forgottenHref}>{texts.sendLink}</LinkButton>}
      {state === 'change' && (
        <>
          <ErrorSummary errors={errors} language={language} />
          <form method="post" action="/account/password" class="card stack">
            <input type="hidden" name="username" value={props.username} autocomplete="username" />
            <Field {...field} name="currentPassword" label={texts.currentPassword} autocomplete="current-password" />
            <NewPasswordFields
              language={language}
              minimumLength={minimumPasswordLength}
              labels={{ password, hint: newPasswordHint(minimumPasswordLength), again }}
              errors={errors}
            />
            <SubmitButton>{passwords.newSubmit}</SubmitButton>
          </form>
          <p>
            <a href={props.forgottenHref}>{passwords.forgotten}</a>
          </p>
        </>
      )}
    </Page>
  );
}
