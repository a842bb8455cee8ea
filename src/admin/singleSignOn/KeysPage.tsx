import type { ListedSiteKey } from '../../saml';
import {
  Checkbox,
  ErrorSummary,
  formatDay,
  FormSection,
  Hidden,
  messagesFor,
  SubmitButton,
  Warning,
  type FormError,
} from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { ConflictNotice } from '../ConflictNotice';
import { ssoHref } from './addresses';
import { OwnKeysTable } from './OwnKeysTable';

/** What the page shows. */
export interface KeysProps {
  readonly reader: AdminPageReader;
  readonly notice: string | null;
  readonly keys: readonly ListedSiteKey[];
  /** The keys that are shown (`listSiteKeys`). */
  readonly tag: string;
  readonly now: Date;
  /** Our metadata, by connection. */
  readonly metadata: readonly { readonly name: string; readonly href: string }[];
  readonly errors: readonly FormError[];
  readonly conflict: readonly string[];
}

/** Our own keys: what is in use, what is announced, what the identity providers' people have to do, and the next step. */
export function KeysPage(props: KeysProps) {
  const { reader, notice, keys, metadata, errors, conflict } = props;
  const { language, site } = reader;
  const texts = messagesFor(language).admin.singleSignOn.keys;
  return (
    <AdminPage reader={reader} area="singleSignOn" title={texts.title} crumbs={[]} notice={notice}>
      {conflict.length > 0 && <ConflictNotice language={language} subjects={conflict} href={ssoHref.keys(site)} />}
      <ErrorSummary errors={errors} language={language} />
      <p>{texts.text}</p>
      {keys.length === 0 ? <p>{texts.none}</p> : <OwnKeysTable keys={keys} language={language} />}
      <ToDo {...props} />
      {metadata.length > 0 && (
        <ul class="bullets">
          {metadata.map(({ name, href }) => (
            <li key={name}>
              <a href={href} download={`usher-${site}-${name}.xml`}>
                {texts.metadataOf(name)}
              </a>
            </li>
          ))}
        </ul>
      )}
      {keys.length > 0 && reader.can('sso.edit') && <Steps {...props} />}
    </AdminPage>
  );
}

/** What the identity providers' people have to do as the keys stand. */
function ToDo({ reader, keys }: KeysProps) {
  const { language } = reader;
  const texts = messagesFor(language).admin.singleSignOn.keys;
  const day = latest(keys.map(({ usableFrom }) => usableFrom));
  return (
    <>
      <h2>{texts.toDo}</h2>
      {day === null ? (
        <p>{texts.nothingToDo}</p>
      ) : (
        <Warning>
          <p>{texts.announced(formatDay(day, language))}</p>
        </Warning>
      )}
    </>
  );
}

/** The two ways to go on: step by step, or at once. */
function Steps({ reader, keys, tag, now, errors }: KeysProps) {
  const { language, site } = reader;
  const texts = messagesFor(language).admin.singleSignOn.keys;
  const common = { language, errors, checked: false };
  const day = latest(keys.map(({ usableFrom }) => usableFrom));
  const step = day === null ? texts.publish : day <= now ? texts.takeOver : null;
  return (
    <>
      {step !== null && (
        <form method="post" action={ssoHref.keys(site)} novalidate>
          <Hidden fields={{ tag, wish: 'step' }} />
          <FormSection id="step" heading={step.heading} text={step.text}>
            <Checkbox {...common} name="confirmedStep" label={step.confirm} />
            <SubmitButton>{step.heading}</SubmitButton>
          </FormSection>
        </form>
      )}
      <form method="post" action={ssoHref.keys(site)} novalidate>
        <Hidden fields={{ tag, wish: 'now' }} />
        <FormSection id="at-once" heading={texts.atOnce.heading} text={texts.atOnce.text}>
          <Checkbox {...common} name="confirmedNow" label={texts.atOnce.confirm} />
          <SubmitButton kind="quiet">{texts.atOnce.heading}</SubmitButton>
        </FormSection>
      </form>
    </>
  );
}

function latest(days: readonly (Date | null)[]): Date | null {
  return days.reduce((last, day) => (day !== null && (last === null || day > last) ? day : last), null);
}
