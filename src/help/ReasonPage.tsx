import { reasons } from '../sso/catalogue';
import type { ReasonId } from '../sso/catalogue';
import { messagesFor, Page } from '../web';
import type { Language } from '../web';
import { codesOf } from './reasonsBelow';

/** One reason: what happened, who acts, what to do, and the codes it appears with. */
export function ReasonPage({ id, language }: { readonly id: ReasonId; readonly language: Language }) {
  const texts = messagesFor(language);
  return (
    <Page title={texts.reasons[id].title} language={language}>
      <div class="stack-small">
        <p>
          <a href="/help/codes">{texts.help.backToCodes}</a>
        </p>
        <p class="soft">
          {texts.help.reasonId} <code>{id}</code>
        </p>
        <h1>{texts.reasons[id].title}</h1>
      </div>
      <section class="card stack-small" aria-labelledby="what-to-do">
        <h2 id="what-to-do">{texts.help.whatToDo}</h2>
        <p class="lead">{texts.reasons[id].fix}</p>
        <p class="soft">
          {texts.help.whoActs}: {texts.whoActs[reasons[id].whoActs]}
        </p>
      </section>
      <section class="stack-small" aria-labelledby="codes">
        <h2 id="codes">{texts.help.belowCodes}</h2>
        <ul>
          {codesOf(id).map((code) => (
            <li key={code}>
              <a href={`/help/codes/${code}`}>{texts.help.codeTitle(code, texts.codes[code])}</a>
            </li>
          ))}
        </ul>
      </section>
    </Page>
  );
}
