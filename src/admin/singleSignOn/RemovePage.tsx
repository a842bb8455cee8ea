import { Checkbox, ErrorSummary, Hidden, LinkButton, messagesFor, SubmitButton, type FormError } from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { ConflictNotice } from '../ConflictNotice';
import { ssoHref } from './addresses';

interface RemoveProps {
  readonly reader: AdminPageReader;
  readonly name: string;
  readonly tag: string;
  readonly errors: readonly FormError[];
  readonly conflict: readonly string[];
}

/** Before a connection is removed: what is lost, and a box to tick. */
export function RemovePage({ reader, name, tag, errors, conflict }: RemoveProps) {
  const { language, site } = reader;
  const { admin } = messagesFor(language);
  const texts = admin.singleSignOn.connection;
  const back = ssoHref.connection(site, name);
  return (
    <AdminPage
      reader={reader}
      area="singleSignOn"
      title={texts.removeTitle(name)}
      crumbs={[{ label: name, href: back }]}
    >
      {conflict.length > 0 && <ConflictNotice language={language} subjects={conflict} href={back} />}
      <ErrorSummary errors={errors} language={language} />
      <ul class="bullets">
        {texts.removeLost.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p>{texts.removeInstead}</p>
      <form method="post" action={ssoHref.remove(site, name)} class="stack" novalidate>
        <Hidden fields={{ tag }} />
        <Checkbox name="confirmed" label={texts.removeConfirm} language={language} errors={errors} checked={false} />
        <div class="row">
          <SubmitButton>{texts.remove}</SubmitButton>
          <LinkButton kind="quiet" href={back}>
            {admin.frame.cancel}
          </LinkButton>
        </div>
      </form>
    </AdminPage>
  );
}
