import { Hidden, messagesFor, SubmitButton, ThresholdPage } from '../web';
import type { Language } from '../web';

interface PostResponseProps {
  readonly language: Language;
  readonly name: string;
  readonly story: string;
  /** Usher's ACS. */
  readonly action: string;
  /** Base64 of the response (SAML Bindings 3.5.4). */
  readonly samlResponse: string;
  readonly relayState: string | null;
  readonly everybodyHref: string;
}

/** The provider's answer for one person: a button that posts it to the ACS. */
export function PostResponsePage(props: PostResponseProps) {
  const texts = messagesFor(props.language).testIdp;
  return (
    <ThresholdPage title={texts.respondTitle} language={props.language} door="ajar">
      <p class="soft">{texts.title}</p>
      <h1>{texts.respondHeading(props.name)}</h1>
      <p class="lead">{props.story}</p>
      <p>{texts.respondText}</p>
      <form method="post" action={props.action} class="row">
        <Hidden fields={{ SAMLResponse: props.samlResponse, RelayState: props.relayState }} />
        <SubmitButton>{texts.respondSubmit(props.name)}</SubmitButton>
        <a href={props.everybodyHref}>{texts.another}</a>
      </form>
      <p class="soft small">{texts.demoOnly}</p>
    </ThresholdPage>
  );
}
