import type { Forecast } from '../../sso';
import {
  Badge,
  DataTable,
  ErrorSummary,
  formatDateTime,
  formatDay,
  Hidden,
  LinkButton,
  messagesFor,
  SubmitButton,
  type Column,
  type FormError,
} from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { ConflictNotice } from '../ConflictNotice';
import { ssoHref } from './addresses';
import { FindingList } from './FindingList';
import { ForecastWarning } from './ForecastWarning';
import type { ConnectionHealth } from './readConnections';
import { SettingGroups, type FormState } from './settingFields';
import { siteSettings } from './siteSettings';

/** A connection in the list. */
export interface ListedConnection extends ConnectionHealth {
  readonly enabled: boolean;
}

/** What the page shows. */
export interface OverviewProps {
  readonly reader: AdminPageReader;
  readonly notice: string | null;
  readonly connections: readonly ListedConnection[];
  readonly form: FormState;
  /** The state the form was made from (`tagOf`). */
  readonly tag: string;
  readonly errors: readonly FormError[];
  /** What somebody else changed meanwhile. */
  readonly conflict: readonly string[];
  /** Null unless the change would refuse people who passed. */
  readonly forecast: Forecast | null;
}

/** Single sign-on of a site: its connections and how they stand, and the settings they share. */
export function OverviewPage(props: OverviewProps) {
  const { reader, notice, connections, errors, conflict } = props;
  const { language, site } = reader;
  const texts = messagesFor(language).admin.singleSignOn;
  return (
    <AdminPage
      reader={reader}
      area="singleSignOn"
      title={texts.title}
      notice={notice}
      actions={reader.can('sso.edit') && <LinkButton href={ssoHref.create(site)}>{texts.create.title}</LinkButton>}
    >
      {conflict.length > 0 && <ConflictNotice language={language} subjects={conflict} href={ssoHref.home(site)} />}
      <ErrorSummary errors={errors} language={language} />
      {connections.length === 0 ? (
        <p>{texts.noConnections}</p>
      ) : (
        <ConnectionTable reader={reader} connections={connections} />
      )}
      <p>
        <a href={ssoHref.keys(site)}>{texts.keys.link}</a>
      </p>
      {reader.can('sso.edit') && <SettingsForm {...props} />}
    </AdminPage>
  );
}

function ConnectionTable({ reader, connections }: Pick<OverviewProps, 'reader' | 'connections'>) {
  const { language, site } = reader;
  const texts = messagesFor(language).admin.singleSignOn;
  const columns: Column<ListedConnection>[] = [
    {
      heading: texts.columns.name,
      rowHeader: true,
      cell: ({ name }) => <a href={ssoHref.connection(site, name)}>{name}</a>,
    },
    {
      heading: texts.columns.state,
      cell: ({ enabled, findings }) => (
        <>
          <Badge {...(enabled && { tone: 'good' })}>{enabled ? texts.on : texts.off}</Badge>
          <FindingList findings={findings} language={language} />
        </>
      ),
    },
    {
      heading: texts.columns.certificate,
      cell: ({ certificateEndsAt }) =>
        certificateEndsAt === null ? texts.noCertificate : formatDay(certificateEndsAt, language),
    },
    {
      heading: texts.columns.lastPassed,
      cell: ({ lastPassedAt }) => (lastPassedAt === null ? texts.never : formatDateTime(lastPassedAt, language)),
    },
  ];
  return (
    <DataTable
      id="connections"
      caption={texts.connections}
      columns={columns}
      rows={connections}
      keyOf={({ name }) => name}
    />
  );
}

function SettingsForm({ reader, form, tag, errors, forecast }: OverviewProps) {
  const { language, site } = reader;
  const { admin } = messagesFor(language);
  const { settings } = admin.singleSignOn;
  return (
    <form method="post" action={ssoHref.home(site)} class="stack" novalidate>
      <h2>{settings.heading}</h2>
      <Hidden fields={{ tag }} />
      <SettingGroups
        groups={siteSettings}
        form={form}
        errors={errors}
        language={language}
        sections={settings.sections}
        texts={settings.fields}
      />
      {forecast !== null && <ForecastWarning forecast={forecast} language={language} />}
      <div class="row">
        <SubmitButton>{admin.frame.save}</SubmitButton>
        <LinkButton kind="quiet" href={ssoHref.home(site)}>
          {admin.frame.cancel}
        </LinkButton>
      </div>
    </form>
  );
}
