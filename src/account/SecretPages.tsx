import { provisioningAddress, tokenAddress, type ShownProvisioning } from '../scim/credentials';
import {
  Badge,
  CopyValue,
  formatDateTime,
  Hidden,
  LinkButton,
  messagesFor,
  Page,
  RadioGroup,
  SubmitButton,
  Warning,
  type Language,
} from '../web';

interface SecretPageProps {
  readonly language: Language;
  /** As the frame greets them. */
  readonly name: string;
  readonly provisioning: ShownProvisioning;
}

/** Asks once more before a secret is made, and for how long the one before works on. */
export function RegeneratePage(
  props: SecretPageProps & {
    readonly hasEmail: boolean;
    /** Another one was made since the form that was sent had been opened; then nothing was done. */
    readonly isConflict: boolean;
  },
) {
  const { language, name, provisioning, hasEmail, isConflict } = props;
  const { account, admin, ownSecrets: texts } = messagesFor(language);
  const title = texts.title(provisioning.settings.name);
  const choices = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }));
  return (
    <Page title={title} language={language} signedInAs={name}>
      <div class="stack-small">
        <p>
          <a href="/account">{account.title}</a>
        </p>
        <h1>{title}</h1>
      </div>
      {hasEmail ? (
        <>
          <Warning>{isConflict ? <p role="alert">{texts.madeMeanwhile}</p> : texts.warning}</Warning>
          <form method="post" action={`/account/provisionings/${provisioning.id}/regenerate`} class="card stack">
            <Hidden fields={{ seen: provisioning.secrets[0]?.id ?? '' }} />
            <RadioGroup
              name="overlapDays"
              label={texts.overlap}
              language={language}
              choices={choices(texts.overlaps)}
              value="0"
            />
            <RadioGroup
              name="lifetimeDays"
              label={texts.lifetime}
              hint={texts.lifetimeHint}
              language={language}
              choices={choices(texts.lifetimes).toSorted(
                (one, other) => Number(other.value === 'none') - Number(one.value === 'none'),
              )}
              value="none"
            />
            <p class="row">
              <SubmitButton>{texts.regenerate}</SubmitButton>
              <LinkButton kind="quiet" href="/account">
                {admin.frame.cancel}
              </LinkButton>
            </p>
          </form>
        </>
      ) : (
        <Warning tone="bad">{texts.noEmail}</Warning>
      )}
    </Page>
  );
}

interface NewSecretProps extends SecretPageProps {
  readonly secret: string;
  readonly endsAt: Date | null;
  /** Until when the one before works; null: it has ended. */
  readonly oldEndsAt: Date | null;
  readonly publicUrl: string;
  readonly timeZone: string | null;
}

/** The new secret, this once (C3). */
export function NewSecretPage(props: NewSecretProps) {
  const { language, name, provisioning, endsAt, oldEndsAt, publicUrl, timeZone } = props;
  const { admin, ownSecrets: texts } = messagesFor(language);
  const { id, settings } = provisioning;
  const title = texts.madeTitle(settings.name);
  const when = (moment: Date) => formatDateTime(moment, language, timeZone);
  return (
    <Page title={title} language={language} signedInAs={name}>
      <h1>{title}</h1>
      <Warning>
        <p role="status">{texts.once}</p>
      </Warning>
      <section class="card stack" aria-label={title}>
        <Secrets {...props} />
        <CopyValue label={admin.provisioning.id} value={id} />
        <CopyValue label={admin.provisioning.url} value={provisioningAddress(publicUrl, id)} />
        {settings.credentialType === 'oauth' && (
          <CopyValue label={admin.provisioning.tokenUrl} value={tokenAddress(publicUrl, id)} />
        )}
        <p class="soft">
          {texts.typeText(admin.provisioning.types[settings.credentialType])}{' '}
          {endsAt !== null && `${texts.endsAt(when(endsAt))} `}
          {oldEndsAt === null ? texts.previousEnded : texts.previousEndsAt(when(oldEndsAt))}
        </p>
      </section>
      <p>
        <LinkButton href="/account">{texts.done}</LinkButton>
      </p>
    </Page>
  );
}

/** Basic and Bearer are the same secret; the one that this provisioning takes is marked (C3, D1). */
function Secrets({ language, provisioning, secret }: NewSecretProps) {
  const texts = messagesFor(language).ownSecrets;
  const type = provisioning.settings.credentialType;
  if (type === 'oauth') return <CopyValue label={texts.client} value={secret} />;
  return (
    <>
      {(['basic', 'bearer'] as const).map((shown) => (
        <div key={shown} class="stack-small">
          <CopyValue label={texts[shown]} value={secret} />
          <p>{shown === type ? <Badge tone="good">{texts.active}</Badge> : <Badge>{texts.notActive}</Badge>}</p>
        </div>
      ))}
    </>
  );
}
