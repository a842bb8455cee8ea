import { messagesFor } from '../web';
import type { Language } from '../web';

/** Where the demo's ways in begin; all of them lead to the test identity provider. */
export interface DemoLinks {
  readonly newPersonHref: string;
  readonly refusedHref: string;
  readonly everybodyHref: string;
}

/** Leads a newcomer to a first success and a first 31. Shown only while the demo is on. */
export function DemoPanel({ language, links }: { readonly language: Language; readonly links: DemoLinks }) {
  const texts = messagesFor(language).signIn;
  return (
    <section class="card stack-small" aria-labelledby="demo">
      <h2 id="demo">{texts.demoTitle}</h2>
      <p class="soft">{texts.demoText}</p>
      <ul class="stack-small">
        <li>
          <a href={links.newPersonHref}>{texts.demoNewPerson}</a>
          <p class="soft small">{texts.demoNewPersonText}</p>
        </li>
        <li>
          <a href={links.refusedHref}>{texts.demoRefused}</a>
          <p class="soft small">{texts.demoRefusedText}</p>
        </li>
        <li>
          <a href={links.everybodyHref}>{texts.demoEverybody}</a>
        </li>
      </ul>
    </section>
  );
}
