import { LinkButton } from '../forms';
import { ThresholdPage } from '../layout';
import { messagesFor } from '../messages';
import type { Language } from '../messages';
import { safeHref } from '../safeHref';

interface RedirectProps {
  readonly language: Language;
  /** A path of ours or an absolute http(s) address; already allowed by whoever sends it. */
  readonly href: string;
  /** The name of the place, as the person knows it: an application, an organization, else the host. */
  readonly destination: string;
}

/**
 * Leads the browser on by itself. The answer to every form that must leave our origin: form-action forbids a redirect
 * after a form post, and knows nothing of `meta refresh`.
 */
export function RedirectPage({ language, href, destination }: RedirectProps) {
  const texts = messagesFor(language).redirect;
  const address = safeHref(href);
  return (
    <ThresholdPage title={texts.title} language={language} door="open" refreshTo={address}>
      <h1>{texts.heading(destination)}</h1>
      <p>{texts.text}</p>
      <LinkButton href={address}>{texts.link(destination)}</LinkButton>
    </ThresholdPage>
  );
}
