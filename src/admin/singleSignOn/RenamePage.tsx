import { ErrorSummary, Field, Hidden, LinkButton, messagesFor, SubmitButton, type FormError } from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { ConflictNotice } from '../ConflictNotice';
import { ssoHref } from './addresses';

interface RenameProps {
  readonly reader: AdminPageReader;
  readonly name: string;
  /** As it was entered; empty at first. */
  readonly renameTo: string;
  readonly tag: string;
  readonly errors: readonly FormError[];
  readonly conflict: readonly string[];
}

/** Another name for a connection. Nothing is changed before the next page has been seen. */
export function RenamePage({ reader, name, renameTo, tag, errors, conflict }: RenameProps) {
  const { language, site } = reader;
  const { admin } = messagesFor(language);
  const texts = admin.singleSignOn.rename;
  const back = ssoHref.connection(site, name);
  const here = ssoHref.rename(site, name);
  return (
    <AdminPage reader={reader} area="singleSignOn" title={texts.title(name)} crumbs={[{ label: name, href: back }]}>
      {conflict.length > 0 && <ConflictNotice language={language} subjects={conflict} href={here} />}
      <ErrorSummary errors={errors} language={language} />
      <p>{texts.text}</p>
      <form method="post" action={here} class="stack" novalidate>
        <Hidden fields={{ tag }} />
        <Field
          name="renameTo"
          label={texts.newName}
          hint={texts.newNameHint}
          language={language}
          errors={errors}
          value={renameTo}
          maxLength={63}
          required
          short
        />
        <div class="row">
          <SubmitButton>{texts.preview}</SubmitButton>
          <LinkButton kind="quiet" href={back}>
            {admin.frame.cancel}
          </LinkButton>
        </div>
      </form>
    </AdminPage>
  );
}
