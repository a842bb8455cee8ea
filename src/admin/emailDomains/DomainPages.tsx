import type { DomainProof } from '../../sites';
import { CopyValue, ErrorSummary, Hidden, LinkButton, messagesFor, SubmitButton, type FormError } from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { areaHref } from '../areas';

interface DomainPageProps {
  readonly reader: AdminPageReader;
  readonly domain: string;
  readonly errors: readonly FormError[];
}

/** How a sign-in domain is proven, and the button that looks for the proof. An operator vouches instead. */
export function ClaimPage({ reader, domain, errors, proof }: DomainPageProps & { readonly proof: DomainProof }) {
  const { language, site, isOperator } = reader;
  const { frame, emailDomains: texts } = messagesFor(language).admin;
  const home = areaHref('emailDomains', site);
  return (
    <AdminPage reader={reader} area="emailDomains" title={texts.proveTitle(domain)} crumbs={[]}>
      <ErrorSummary errors={errors} language={language} />
      {isOperator ? (
        <p>{texts.claimOperatorText}</p>
      ) : (
        <section class="card stack">
          <p>{texts.proveText}</p>
          <CopyValue label={texts.recordName} value={proof.name} />
          <CopyValue label={texts.recordType} value="TXT" />
          <CopyValue label={texts.recordValue} value={proof.value} />
          <p class="soft">{texts.whileHere}</p>
        </section>
      )}
      <form method="post" action={`${home}/claim`} class="row">
        <Hidden fields={{ domain }} />
        <SubmitButton>{isOperator ? texts.claimOperatorSubmit : texts.prove}</SubmitButton>
        <LinkButton kind="quiet" href={home}>
          {frame.cancel}
        </LinkButton>
      </form>
    </AdminPage>
  );
}

/** Asks once more, and says what it does. */
export function RemoveDomainPage({ reader, domain, errors }: DomainPageProps) {
  const { language, site } = reader;
  const { frame, emailDomains: texts } = messagesFor(language).admin;
  const home = areaHref('emailDomains', site);
  return (
    <AdminPage reader={reader} area="emailDomains" title={texts.removeTitle(domain)} crumbs={[]}>
      <ErrorSummary errors={errors} language={language} />
      <p>{texts.removeText(domain)}</p>
      <form method="post" action={`${home}/remove`} class="row">
        <Hidden fields={{ domain }} />
        <SubmitButton>{texts.removeConfirm}</SubmitButton>
        <LinkButton kind="quiet" href={home}>
          {frame.cancel}
        </LinkButton>
      </form>
    </AdminPage>
  );
}
