import type { ComponentChildren } from 'preact';
import { messagesFor, Notice, Page } from '../web';
import type { Administrator } from './administrator';
import { areaHref, areas, type Area } from './areas';

/** What the frame shows of who asks; `administratorOf(req)` has it. */
export type AdminPageReader = Pick<
  Administrator,
  'site' | 'siteName' | 'name' | 'isOperator' | 'language' | 'signOutAction' | 'can'
>;

/** A step of the way to a page. */
export interface Crumb {
  readonly label: string;
  readonly href: string;
}

interface AdminPageProps {
  readonly reader: AdminPageReader;
  readonly area: Area;
  readonly title: string;
  /** Pages between the area and this one, which may be none; absent on the page of the area itself. */
  readonly crumbs?: readonly Crumb[];
  /** What has just been done (`noticeOf`). */
  readonly notice?: string | null;
  /** Links and buttons beside the heading. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The frame of every page of a site's administration: the areas the reader may use, where they are, heading, notice. */
export function AdminPage({ reader, area, title, crumbs, notice, actions, children }: AdminPageProps) {
  const { language, site, siteName } = reader;
  const texts = messagesFor(language).admin.frame;
  const ways = [
    reader.isOperator ? { label: texts.allSites, href: '/operator' } : { label: texts.myAccount, href: '/account' },
  ];
  return (
    <Page
      title={`${title} · ${siteName}`}
      language={language}
      signedInAs={reader.isOperator ? `${reader.name} (${texts.asOperator})` : reader.name}
      signOutAction={reader.signOutAction}
      links={ways}
      navigation={<Areas reader={reader} current={area} isAreaItself={crumbs === undefined} />}
    >
      <div class="stack-small">
        {crumbs !== undefined && (
          <Crumbs
            label={texts.breadcrumbs}
            crumbs={[{ label: texts.areas[area], href: areaHref(area, site) }, ...crumbs]}
          />
        )}
        <div class="heading">
          <h1>{title}</h1>
          {actions}
        </div>
      </div>
      {notice !== null && notice !== undefined && <Notice>{notice}</Notice>}
      {children}
    </Page>
  );
}

function Areas(props: { readonly reader: AdminPageReader; readonly current: Area; readonly isAreaItself: boolean }) {
  const { reader, current, isAreaItself } = props;
  const texts = messagesFor(reader.language).admin.frame;
  return (
    <nav class="areas" aria-label={texts.navigation}>
      <p class="site">{reader.siteName}</p>
      <ul>
        {areas
          .filter(({ permission }) => reader.can(permission))
          .map(({ area, href }) => (
            <li key={area}>
              <a href={href(reader.site)} {...(area === current && { 'aria-current': isAreaItself ? 'page' : 'true' })}>
                {texts.areas[area]}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

function Crumbs({ label, crumbs }: { readonly label: string; readonly crumbs: readonly Crumb[] }) {
  return (
    <nav class="crumbs" aria-label={label}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.href}>
            <a href={crumb.href}>{crumb.label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
