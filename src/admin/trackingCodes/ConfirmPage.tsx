import type { Forecast, ForeseenRefusal } from '../../sso';
import { DataTable, formatDateTime, formatNumber, messagesFor, Moment, Warning, type Column } from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { areaHref } from '../areas';

/** As many are shown by name. */
const mostShown = 10;

interface ConfirmProps {
  readonly reader: AdminPageReader;
  readonly forecast: Forecast;
  /** Where the form was sent, and what it held: it is sent again as it was. */
  readonly action: string;
  readonly sent: readonly (readonly [name: string, value: string])[];
}

/** Asks before a change that would have refused people who passed. */
export function ConfirmPage({ reader, forecast, action, sent }: ConfirmProps) {
  const { language } = reader;
  const { trackingCodes } = messagesFor(language).admin;
  const texts = trackingCodes.confirm;
  const { refused, judged, since } = forecast;
  const number = (value: number) => formatNumber(value, language);
  return (
    <AdminPage reader={reader} area="trackingCodes" title={texts.title} crumbs={[{ label: texts.title, href: action }]}>
      <Warning tone="bad">
        <p>
          <strong>
            {texts.wouldRefuse(
              number(refused.length),
              number(judged),
              since === null ? '' : formatDateTime(since, language),
            )}
          </strong>
        </p>
        <p>{texts.judgedHow}</p>
      </Warning>
      <DataTable
        id="refused"
        caption={texts.caption}
        columns={columnsOf(reader)}
        rows={refused.slice(0, mostShown)}
        keyOf={({ reference }) => reference}
      />
      {refused.length > mostShown && <p>{texts.andMore(number(refused.length - mostShown))}</p>}
      <form method="post" action={action} class="row">
        {sent.map(([name, value], index) => (
          <input key={index} type="hidden" name={name} value={value} />
        ))}
        <button type="submit" class="button" name="decision" value="go_back">
          {texts.goBack}
        </button>
        <button type="submit" class="button quiet" name="decision" value="save">
          {texts.saveAnyway}
        </button>
      </form>
    </AdminPage>
  );
}

function columnsOf(reader: AdminPageReader): Column<ForeseenRefusal>[] {
  const { language, site } = reader;
  const { admin, reasons } = messagesFor(language);
  const texts = admin.trackingCodes.confirm;
  return [
    { heading: texts.person, rowHeader: true, cell: ({ username }) => username },
    {
      heading: texts.when,
      cell: ({ at, reference }) =>
        reader.can('attempts.view') ? (
          <a href={`${areaHref('support', site)}/${reference}`}>
            <Moment value={at} language={language} />
          </a>
        ) : (
          <Moment value={at} language={language} />
        ),
    },
    {
      heading: texts.why,
      cell: ({ refusal }) => (
        <ul class="bullets">
          {refusal.findings.map(({ reason, field }, index) => (
            <li key={index}>{field === null ? reasons[reason].title : `${field}: ${reasons[reason].title}`}</li>
          ))}
        </ul>
      ),
    },
  ];
}
