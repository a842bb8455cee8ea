import { LinkButton, messagesFor, safeHref, ThresholdPage } from '../../web';
import type { Language } from '../../web';

interface SignedOutProps {
  readonly language: Language;
  readonly signInHref: string;
  /** True when the identity provider was not told (no single logout): the person may still be signed in there. */
  readonly idpSessionMayContinue: boolean;
}

/** The end of a session. */
export function SignedOutPage({ language, signInHref, idpSessionMayContinue }: SignedOutProps) {
  const texts = messagesFor(language).signedOut;
  return (
    <ThresholdPage title={texts.title} language={language} door="closed">
      <h1>{texts.heading}</h1>
      <p class="lead">{texts.text}</p>
      {idpSessionMayContinue && <p>{texts.idpMayContinue}</p>}
      <LinkButton href={safeHref(signInHref)}>{texts.again}</LinkButton>
    </ThresholdPage>
  );
}
