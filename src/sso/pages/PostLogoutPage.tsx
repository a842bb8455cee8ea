import { Hidden, messagesFor, safeHref, SubmitButton, ThresholdPage } from '../../web';
import type { Language } from '../../web';

interface PostLogoutProps {
  readonly language: Language;
  /** The provider's logout address; its origin must be named by `formActionFor`. */
  readonly action: string;
  /** SAMLRequest or SAMLResponse in base64, and RelayState where there is one. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A logout message by the POST binding. The session here has ended already: pressing the button is for the rest. */
export function PostLogoutPage({ language, action, fields }: PostLogoutProps) {
  const texts = messagesFor(language).postLogout;
  const provider = new URL(action).host;
  return (
    <ThresholdPage title={texts.title} language={language} door="closed">
      <h1>{texts.heading}</h1>
      <p class="lead">{texts.text(provider)}</p>
      <form method="post" action={safeHref(action)}>
        <Hidden fields={fields} />
        <SubmitButton>{texts.submit(provider)}</SubmitButton>
      </form>
    </ThresholdPage>
  );
}
