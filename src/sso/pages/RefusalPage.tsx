import type { SsoCode } from '../catalogue';
import {
  ContactLines,
  knownContact,
  LinkButton,
  messagesFor,
  referenceGroups,
  safeHref,
  spellReference,
  ThresholdPage,
} from '../../web';
import type { Contact, Language, Messages } from '../../web';

/** What a refused person may know: nothing technical, nothing of other people. */
export interface RefusalProps {
  readonly code: SsoCode;
  /** Null when no attempt was kept. */
  readonly reference: string | null;
  /** The site's adminContact; null when the site names none or is unknown. */
  readonly contact: Contact | null;
  readonly siteName: string | null;
  readonly language: Language;
  /** Where the person can begin again; left out where trying again cannot help. */
  readonly retryHref?: string;
  /** What was refused; a sign-in when not given. */
  readonly of?: 'sign_in' | 'logout';
  /** A sentence more, where the code alone would leave a person at a loss. */
  readonly remark?: string;
}

/** The page of a refused sign-in: code, title, a reference to read out, and whom to ask. */
export function RefusalPage(props: RefusalProps) {
  const { code, reference, siteName, language } = props;
  const texts = messagesFor(language);
  const isLogout = props.of === 'logout';
  return (
    <ThresholdPage title={isLogout ? texts.refusal.logoutTitle : texts.refusal.title} language={language} door="closed">
      <h1>{isLogout ? texts.refusal.logoutHeading : texts.refusal.heading(siteName)}</h1>
      <p class="lead">{texts.refusal.sentence(texts.codes[code], code)}</p>
      {props.remark !== undefined && <p>{props.remark}</p>}
      <section class="stack-small" aria-label={texts.refusal.ticket}>
        <Ticket code={code} reference={reference} texts={texts} />
        {reference !== null && (
          <details class="small">
            <summary>{texts.refusal.spell}</summary>
            <p>{spellReference(reference)}</p>
          </details>
        )}
      </section>
      <WhomToAsk {...props} />
      <div class="row">
        {props.retryHref !== undefined && (
          <LinkButton href={safeHref(props.retryHref)}>{texts.refusal.retry}</LinkButton>
        )}
        <a href={`/help/codes/${code}`}>{texts.refusal.whatItMeans(code)}</a>
      </div>
    </ThresholdPage>
  );
}

function Ticket(props: { readonly code: SsoCode; readonly reference: string | null; readonly texts: Messages }) {
  const { code, reference, texts } = props;
  return (
    <dl class={reference === null ? 'ticket alone' : 'ticket'}>
      <div>
        <dt>{texts.common.code}</dt>
        <dd class="number">{code}</dd>
      </div>
      {reference !== null && (
        <div>
          <dt>{texts.refusal.reference}</dt>
          <dd class="reference">
            {referenceGroups(reference).map((group, index) => (
              <span key={index}>{group}</span>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}

function WhomToAsk({ contact, code, reference, language }: RefusalProps) {
  const texts = messagesFor(language).refusal;
  return (
    <section class="stack-small">
      <h2>{texts.whomToAsk}</h2>
      {contact !== null && knownContact(contact) !== null ? (
        <>
          <ContactLines contact={contact} mailSubject={texts.mailSubject(reference, code)} />
          {reference !== null && <p class="soft">{texts.askNamed}</p>}
        </>
      ) : (
        <p>{texts.askUnnamed}</p>
      )}
    </section>
  );
}
