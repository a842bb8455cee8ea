import { LinkButton, messagesFor, Page, type Language } from '../web';
import type { OrganizationRole } from './rights';

interface NoRightProps {
  readonly language: Language;
  /** Who is signed in. */
  readonly name: string;
  readonly siteName: string;
  /** Roles that would do. */
  readonly roles: readonly OrganizationRole[];
  readonly backHref: string;
}

/** 403 for somebody of this very site whose roles do not allow what they asked for. */
export function NoRightPage({ language, name, siteName, roles, backHref }: NoRightProps) {
  const texts = messagesFor(language).admin.frame.noRight;
  return (
    <Page title={texts.title} language={language} signedInAs={name}>
      <div class="stack-small">
        <p class="soft">{siteName}</p>
        <h1>{texts.heading}</h1>
      </div>
      <p>{texts.text}</p>
      <section class="stack-small" aria-labelledby="roles-heading">
        <h2 id="roles-heading">{texts.rolesHeading}</h2>
        <ul class="bullets">
          {roles.map((role) => (
            <li key={role}>{role}</li>
          ))}
        </ul>
      </section>
      <LinkButton href={backHref}>{texts.back}</LinkButton>
    </Page>
  );
}
