import { Hidden, messagesFor, safeHref, SubmitButton, ThresholdPage } from '../../web';
import type { Language } from '../../web';

interface PostRequestProps {
  readonly language: Language;
  /** The name of the organization or connection; else the provider's host. */
  readonly providerName: string;
  /** The provider's single sign-on address; its origin must be named by `formActionFor`. */
  readonly action: string;
  /** Base64 of the AuthnRequest, not deflated (SAML Bindings 3.5.4). */
  readonly samlRequest: string;
  readonly relayState: string | null;
}

/** An AuthnRequest by the POST binding: a page with a button, since there is no script to press it. */
export function PostRequestPage(props: PostRequestProps) {
  const texts = messagesFor(props.language).postRequest;
  return (
    <ThresholdPage title={texts.title} language={props.language} door="ajar">
      <h1>{texts.heading(props.providerName)}</h1>
      <p class="lead">{texts.text}</p>
      <form method="post" action={safeHref(props.action)}>
        <Hidden fields={{ SAMLRequest: props.samlRequest, RelayState: props.relayState }} />
        <SubmitButton>{texts.submit(props.providerName)}</SubmitButton>
      </form>
    </ThresholdPage>
  );
}
