import { reasons } from '../sso/catalogue';
import type { ReasonId, SsoCode } from '../sso/catalogue';
import { messagesFor, Page } from '../web';
import type { Language } from '../web';
import { reasonsBelow } from './reasonsBelow';

/** One code: what the person does, and below it every cause with who acts and how. */
export function CodePage({ code, language }: { readonly code: SsoCode; readonly language: Language }) {
  const texts = messagesFor(language);
  const causes = reasonsBelow(code);
  return (
    <Page title={texts.help.codeTitle(code, texts.codes[code])} language={language}>
      <div class="stack-small">
        <p>
          <a href="/help/codes">{texts.help.backToCodes}</a>
        </p>
        <h1>{texts.help.codeTitle(code, texts.codes[code])}</h1>
      </div>
      {causes.length === 0 ? (
        <p class="lead">{texts.help.noCauses}</p>
      ) : (
        <>
          <section class="notice stack-small" aria-labelledby="for-person">
            <h2 id="for-person">{texts.help.forPerson}</h2>
            <p>{texts.help.forPersonText}</p>
          </section>
          <h2>{texts.help.causes}</h2>
          {causes.map((id) => (
            <Cause key={id} id={id} language={language} />
          ))}
        </>
      )}
    </Page>
  );
}

function Cause({ id, language }: { readonly id: ReasonId; readonly language: Language }) {
  const texts = messagesFor(language);
  return (
    <article class="reason" id={id}>
      <h3>
        <a href={`/help/reasons/${id}`}>{texts.reasons[id].title}</a>
      </h3>
      <dl>
        <dt>{texts.help.whoActs}</dt>
        <dd>{texts.whoActs[reasons[id].whoActs]}</dd>
        <dt>{texts.help.whatToDo}</dt>
        <dd>{texts.reasons[id].fix}</dd>
      </dl>
    </article>
  );
}
