import { ErrorSummary, Field, Hidden, LinkButton, messagesFor, SubmitButton, ThresholdPage } from '../web';
import type { FormError, Language, Messages } from '../web';
import { DemoPanel } from './DemoPanel';
import type { DemoLinks } from './DemoPanel';

/** What the page asks for next. */
export type SignInStep =
  /** E-mail or user name; with `askSite` also the site, when the name alone does not decide. Sent by GET to `/`. */
  | { readonly ask: 'identifier'; readonly askSite: boolean }
  /** The password of an account that may use one. Sent by POST to `action`; with `askSite` also the site. */
  | { readonly ask: 'password'; readonly action: string; readonly askSite: boolean };

/** What the sign-in start shows. */
export interface SignInProps {
  readonly language: Language;
  readonly step: SignInStep;
  /** The site's name when it is known (by address); null shows no name. */
  readonly siteName: string | null;
  /** What was entered so far. Field names: `identifier`, `site`, `target`, `password`. */
  readonly entered: { readonly identifier: string; readonly site: string | null; readonly target: string | null };
  /** Links that start single sign-on without a name, where the site is known. */
  readonly connections: readonly { readonly name: string; readonly href: string }[];
  /** Where a password can be given instead; null hides the link. Same for every name, known or not. */
  readonly passwordHref: string | null;
  /** Where somebody who has forgotten the password gets a link. */
  readonly forgottenHref: string;
  /** The way back to an empty form. */
  readonly changeUserHref: string;
  readonly errors: readonly FormError[];
  readonly notice: string | null;
  /** Null unless the demo is on. */
  readonly demo: DemoLinks | null;
}

/**
 * The sign-in start. The first step is a GET form whose answer must be a page or a redirect to our own origin:
 * form-action also stops redirects of GET forms, so the way to an identity provider ends in `RedirectPage` or a link.
 */
export function SignInPage(props: SignInProps) {
  const { language, step, siteName } = props;
  const texts = messagesFor(language);
  return (
    <ThresholdPage title={texts.signIn.title} language={language} door="open">
      <h1>{texts.signIn.heading(siteName)}</h1>
      <ErrorSummary errors={props.errors} language={language} />
      {props.notice !== null && (
        <p class="notice" role="status">
          {props.notice}
        </p>
      )}
      {step.ask === 'password' ? (
        <PasswordForm {...props} action={step.action} askSite={step.askSite} />
      ) : (
        <IdentifierForm {...props} askSite={step.askSite} />
      )}
      {props.demo && <DemoPanel language={language} links={props.demo} />}
    </ThresholdPage>
  );
}

function IdentifierForm(props: SignInProps & { readonly askSite: boolean }) {
  const { entered, errors, language, askSite } = props;
  const texts = messagesFor(language).signIn;
  return (
    <>
      <ConnectionLinks connections={props.connections} texts={texts} />
      <form method="get" action="/" class="stack">
        <Field
          required="unmarked"
          name="identifier"
          label={texts.identifier}
          hint={texts.identifierHint}
          value={entered.identifier}
          autocomplete="username"
          errors={errors}
          language={language}
        />
        {askSite && (
          <Field
            required="unmarked"
            name="site"
            label={texts.site}
            hint={texts.siteHint}
            value={entered.site ?? ''}
            maxLength={63}
            errors={errors}
            language={language}
          />
        )}
        <Hidden fields={{ site: askSite ? null : entered.site, target: entered.target }} />
        <SubmitButton wide kind={props.connections.length > 0 ? 'quiet' : 'main'}>
          {texts.submitIdentifier}
        </SubmitButton>
      </form>
      {props.passwordHref !== null && (
        <p>
          <a href={props.passwordHref}>{texts.withPassword}</a>
        </p>
      )}
    </>
  );
}

function PasswordForm(props: SignInProps & { readonly action: string; readonly askSite: boolean }) {
  const { entered, errors, language } = props;
  const texts = messagesFor(language).signIn;
  const isNamed = entered.identifier !== '' && !errors.some(({ field }) => field === 'identifier');
  return (
    <>
      <form method="post" action={props.action} class="stack">
        {isNamed ? (
          <>
            <p class="row">
              <span>{texts.signingInAs(entered.identifier)}</span>
              <a href={props.changeUserHref}>{texts.changeUser}</a>
            </p>
            <Hidden fields={{ identifier: entered.identifier }} />
          </>
        ) : (
          <Field
            required="unmarked"
            name="identifier"
            label={texts.identifier}
            value={entered.identifier}
            autocomplete="username"
            errors={errors}
            language={language}
          />
        )}
        {props.askSite && (
          <Field
            required="unmarked"
            name="site"
            label={texts.site}
            hint={texts.siteHint}
            value={entered.site ?? ''}
            maxLength={63}
            errors={errors}
            language={language}
          />
        )}
        <Field
          required="unmarked"
          name="password"
          label={texts.password}
          type="password"
          autocomplete="current-password"
          maxLength={1024}
          errors={errors}
          language={language}
        />
        <Hidden fields={{ site: props.askSite ? null : entered.site, target: entered.target }} />
        <SubmitButton wide>{texts.submitPassword}</SubmitButton>
      </form>
      <p>
        <a href={props.forgottenHref}>{messagesFor(language).passwords.forgotten}</a>
      </p>
    </>
  );
}

function ConnectionLinks(props: Pick<SignInProps, 'connections'> & { readonly texts: Messages['signIn'] }) {
  if (props.connections.length === 0) return null;
  return (
    <>
      <ul class="stack-small">
        {props.connections.map(({ name, href }) => (
          <li key={href}>
            <LinkButton href={href} wide>
              {props.texts.withConnection(name)}
            </LinkButton>
          </li>
        ))}
      </ul>
      <p class="divider">{props.texts.or}</p>
    </>
  );
}
