import type { ComponentProps } from 'preact';
import type { ConnectionAddresses } from '../../sites';
import type { Forecast } from '../../sso';
import {
  Checkbox,
  ErrorSummary,
  Hidden,
  LinkButton,
  messagesFor,
  SubmitButton,
  Warning,
  type FormError,
} from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { ConflictNotice } from '../ConflictNotice';
import { ssoHref } from './addresses';
import { connectionSettings } from './connectionSettings';
import { FindingList } from './FindingList';
import { ForecastWarning } from './ForecastWarning';
import type { ConnectionHealth } from './readConnections';
import { MappingPreview } from './MappingPreview';
import { OurSide } from './OurSide';
import { SettingGroups, type FormState } from './settingFields';
import { TestCard } from './TestCard';

/** What the page shows. */
export interface ConnectionProps {
  readonly reader: AdminPageReader;
  readonly notice: string | null;
  readonly name: string;
  readonly health: ConnectionHealth | null;
  readonly addresses: ConnectionAddresses;
  /** What the last response sent, with the mapping as it is saved; null when there is none lately. */
  readonly preview: ComponentProps<typeof MappingPreview> | null;
  readonly metadataUrl: string | null;
  readonly form: FormState;
  readonly tag: string;
  readonly errors: readonly FormError[];
  readonly conflict: readonly string[];
  readonly forecast: Forecast | null;
}

/** One connection: how it stands, and every setting of it. */
export function ConnectionPage(props: ConnectionProps) {
  const { reader, notice, name, health, addresses, errors, conflict } = props;
  const { language, site } = reader;
  const texts = messagesFor(language).admin.singleSignOn.connection;
  const here = ssoHref.connection(site, name);
  return (
    <AdminPage
      reader={reader}
      area="singleSignOn"
      title={texts.title(name)}
      crumbs={[{ label: name, href: here }]}
      notice={notice}
      actions={
        <div class="row">
          <LinkButton kind="quiet" href={ssoHref.certificates(site, name)}>
            {messagesFor(language).admin.singleSignOn.certificates.link}
          </LinkButton>
          {reader.can('sso.edit') && (
            <LinkButton kind="quiet" href={ssoHref.metadata(site, name)}>
              {messagesFor(language).admin.singleSignOn.import.link}
            </LinkButton>
          )}
        </div>
      }
    >
      {conflict.length > 0 && <ConflictNotice language={language} subjects={conflict} href={here} />}
      <ErrorSummary errors={errors} language={language} />
      {health !== null && health.findings.length > 0 && (
        <Warning>
          <h2>{texts.problems}</h2>
          <FindingList findings={health.findings} language={language} />
        </Warning>
      )}
      <OurSide reader={reader} name={name} addresses={addresses} />
      {reader.can('sso.edit') && <TestCard reader={reader} name={name} />}
      {props.preview !== null && <MappingPreview {...props.preview} />}
      {reader.can('sso.edit') && <ConnectionForm {...props} />}
    </AdminPage>
  );
}

function ConnectionForm({ reader, name, metadataUrl, form, tag, errors, forecast }: ConnectionProps) {
  const { language, site } = reader;
  const { admin } = messagesFor(language);
  const texts = admin.singleSignOn.connection;
  return (
    <form method="post" action={ssoHref.connection(site, name)} class="stack" novalidate>
      <h2>{texts.settings}</h2>
      <Hidden fields={{ tag }} />
      {metadataUrl !== null && (
        <div class="card stack-small">
          <p>
            {texts.metadataFrom} <code>{metadataUrl}</code>
          </p>
          <Checkbox
            name="forgetMetadata"
            label={texts.forgetMetadata}
            hint={texts.forgetMetadataHint}
            language={language}
            checked={form['forgetMetadata'] === 'on'}
          />
        </div>
      )}
      <SettingGroups
        groups={connectionSettings}
        form={form}
        errors={errors}
        language={language}
        sections={texts.sections}
        texts={texts.fields}
      />
      {forecast !== null && <ForecastWarning forecast={forecast} language={language} />}
      <div class="row">
        <SubmitButton>{admin.frame.save}</SubmitButton>
        <LinkButton kind="quiet" href={ssoHref.home(site)}>
          {admin.frame.cancel}
        </LinkButton>
        <a href={ssoHref.rename(site, name)}>{admin.singleSignOn.rename.link}</a>
        <a href={ssoHref.remove(site, name)}>{texts.remove}</a>
      </div>
    </form>
  );
}
