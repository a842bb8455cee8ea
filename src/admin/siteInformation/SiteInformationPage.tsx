import type { AttemptStatistics, SeatDay } from '../../statistics';
import { isSsoCode } from '../../sso/catalogue';
import {
  Badge,
  BarChart,
  DataTable,
  Facts,
  formatDay,
  formatNumber,
  LineChart,
  LinkButton,
  messagesFor,
  type Language,
} from '../../web';
import { AdminPage, type AdminPageReader } from '../AdminPage';
import { areaHref } from '../areas';
import type { Attention } from './attention';
import { AttentionList } from './AttentionList';
import type { SiteInformation } from './readSiteInformation';

interface SiteInformationProps {
  readonly reader: AdminPageReader;
  readonly notice: string | null;
  readonly site: SiteInformation;
  readonly attention: readonly Attention[];
  readonly signIns: AttemptStatistics;
  readonly seatDays: readonly SeatDay[];
}

/** How the site stands: what waits, seats, accounts, sign-ins, and its own fields. */
export function SiteInformationPage({ reader, notice, site, attention, signIns, seatDays }: SiteInformationProps) {
  const { language } = reader;
  const texts = messagesFor(language).admin.siteInformation;
  const edit = `${areaHref('siteInformation', site.slug)}/edit`;
  return (
    <AdminPage
      reader={reader}
      area="siteInformation"
      title={texts.title}
      notice={notice}
      actions={reader.can('site.edit') && <LinkButton href={edit}>{texts.edit}</LinkButton>}
    >
      <AttentionList language={language} site={site.slug} items={attention} />
      <Seats site={site} language={language} days={seatDays} />
      <Accounts site={site} language={language} />
      <SignIns signIns={signIns} language={language} />
      <TheSite site={site} language={language} />
    </AdminPage>
  );
}

interface PartProps {
  readonly site: SiteInformation;
  readonly language: Language;
}

function Seats({ site, language, days }: PartProps & { readonly days: readonly SeatDay[] }) {
  const texts = messagesFor(language).admin.siteInformation;
  const { seats, seatsUsed } = site;
  const number = (value: number) => formatNumber(value, language);
  // Before the first day that was noted there is nothing to draw.
  const known = days.filter(({ used }) => used !== null);
  const most = Math.max(...known.map(({ used }) => used ?? 0));
  return (
    <section class="card stack" aria-labelledby="seats">
      <h2 id="seats">{texts.seats}</h2>
      <dl class="tiles">
        <div>
          <dt>{texts.seatsUsed}</dt>
          <dd>
            {number(seatsUsed)} <span class="of">/ {number(seats)}</span>{' '}
            {seatsUsed > seats && <Badge tone="bad">{texts.overdrawn}</Badge>}
          </dd>
        </div>
        <div>
          <dt>{texts.seatsFree}</dt>
          <dd>{number(Math.max(0, seats - seatsUsed))}</dd>
        </div>
      </dl>
      {known.length > 1 && (
        <LineChart
          id="seats-chart"
          title={texts.seatsChart}
          summary={texts.seatsSummary(number(seatsUsed), number(seats), number(most))}
          language={language}
          points={known.map(({ day }) => dayName(day, language))}
          pointHeading={texts.day}
          series={[
            { label: texts.seatsThere, tone: 'calm', values: known.map((day) => day.seats) },
            { label: texts.seatsHeld, tone: 'good', values: known.map((day) => day.used) },
          ]}
        />
      )}
    </section>
  );
}

function Accounts({ site, language }: PartProps) {
  const { admin, account } = messagesFor(language);
  const texts = admin.siteInformation;
  const users = areaHref('users', site.slug);
  return (
    <section class="stack" aria-labelledby="accounts">
      <h2 id="accounts">{texts.accountsByStatus}</h2>
      <dl class="tiles">
        {(['active', 'pending', 'locked', 'deactivated', 'expired'] as const).map((status) => (
          <div key={status}>
            <dt>
              <a href={`${users}?status=${status}`}>{account.statuses[status]}</a>
            </dt>
            <dd>{formatNumber(site.accounts[status], language)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface SignInsProps {
  readonly signIns: AttemptStatistics;
  readonly language: Language;
}

function SignIns({ signIns: { days, codes }, language }: SignInsProps) {
  const texts = messagesFor(language).admin.siteInformation;
  const number = (value: number) => formatNumber(value, language);
  const passed = number(days.reduce((sum, day) => sum + day.passed, 0));
  const refused = days.reduce((sum, day) => sum + day.refused, 0);
  const busiest = days.reduce((most, day) => (day.refused > most.refused ? day : most));
  return (
    <section class="card stack" aria-labelledby="sign-ins">
      <h2 id="sign-ins">{texts.signIns}</h2>
      <BarChart
        id="sign-ins-chart"
        title={texts.signInsChart}
        summary={
          refused === 0
            ? texts.signInsQuiet(passed)
            : texts.signInsSummary(passed, number(refused), dayName(busiest.day, language))
        }
        language={language}
        points={days.map(({ day }) => dayName(day, language))}
        pointHeading={texts.day}
        series={[
          { label: texts.passed, tone: 'good', values: days.map((day) => day.passed) },
          { label: texts.refused, tone: 'bad', values: days.map((day) => day.refused) },
        ]}
      />
      <h3>{texts.byCode}</h3>
      {codes.length === 0 ? <p class="soft">{texts.noRefusals}</p> : <Codes codes={codes} language={language} />}
    </section>
  );
}

function Codes({ codes, language }: Pick<SignInsProps, 'language'> & Pick<AttemptStatistics, 'codes'>) {
  const { admin, codes: titles } = messagesFor(language);
  const texts = admin.siteInformation;
  return (
    <DataTable
      id="codes"
      caption={texts.byCodeCaption}
      rows={codes}
      keyOf={({ code }) => String(code)}
      columns={[
        { heading: texts.code, rowHeader: true, numeric: true, cell: ({ code }) => code },
        {
          heading: texts.meaning,
          cell: ({ code }) => (isSsoCode(code) ? <a href={`/help/codes/${code}`}>{titles[code]}</a> : '–'),
        },
        { heading: texts.times, numeric: true, cell: ({ attempts }) => formatNumber(attempts, language) },
      ]}
    />
  );
}

function TheSite({ site, language }: PartProps) {
  const { admin } = messagesFor(language);
  const texts = admin.siteInformation;
  const { name, email, url } = site.adminContact;
  const contact = [name, email, url].filter(Boolean).join(' · ');
  return (
    <section class="card stack" aria-labelledby="the-site">
      <h2 id="the-site">{texts.theSite}</h2>
      <Facts
        rows={[
          [texts.name, site.name],
          [texts.slug, <code>{site.slug}</code>],
          [texts.partnerId, site.partnerId ?? admin.frame.notSet],
          [texts.singleSignOn, site.ssoEnabled ? texts.on : texts.off],
          [texts.contact, contact === '' ? admin.frame.notSet : contact],
        ]}
      />
    </section>
  );
}

/** A day as it is stored, `2026-11-22`, in the reader's language. */
function dayName(day: string, language: Language): string {
  return formatDay(new Date(`${day}T00:00:00Z`), language);
}
