import { messagesFor, SubmitButton } from '../../web';
import type { AdminPageReader } from '../AdminPage';
import { ssoHref } from './addresses';

/** The button that begins a test sign-in, and what it does and does not. */
export function TestCard({ reader, name }: { readonly reader: AdminPageReader; readonly name: string }) {
  const texts = messagesFor(reader.language).admin.singleSignOn.test;
  return (
    <section class="card stack-small" aria-labelledby="test-sign-in">
      <h2 id="test-sign-in">{texts.heading}</h2>
      <p>{texts.text}</p>
      <form method="post" action={ssoHref.test(reader.site, name)}>
        <SubmitButton kind="quiet">{texts.start}</SubmitButton>
      </form>
    </section>
  );
}
