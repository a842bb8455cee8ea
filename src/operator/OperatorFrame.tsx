import type { ComponentChildren } from 'preact';
import { messagesFor, Notice, Page } from '../web';
import type { Language } from '../web';

/** The pages of operators, in the order of the navigation. */
const places = [
  { area: 'sites', href: '/operator' },
  { area: 'newSite', href: '/operator/new-site' },
  { area: 'health', href: '/operator/health' },
  { area: 'mails', href: '/operator/mails' },
  { area: 'operators', href: '/operator/operators' },
] as const;

/** One of them. */
export type OperatorArea = (typeof places)[number]['area'];

interface OperatorFrameProps {
  readonly language: Language;
  readonly operatorEmail: string;
  readonly area: OperatorArea;
  readonly title: string;
  readonly intro?: string;
  /** What has just been done. */
  readonly notice?: string | null;
  readonly children: ComponentChildren;
}

/** The frame of every page of operators. */
export function OperatorFrame(props: OperatorFrameProps) {
  const { language, title, intro, notice } = props;
  const texts = messagesFor(language).admin.operator;
  return (
    <Page
      title={title}
      language={language}
      signedInAs={props.operatorEmail}
      signOutAction="/operator/sign-out"
      navigation={
        <nav class="areas" aria-label={texts.navigation}>
          <p class="site">{texts.title}</p>
          <ul>
            {places.map(({ area, href }) => (
              <li key={area}>
                <a href={href} {...(area === props.area && { 'aria-current': 'page' })}>
                  {texts.areas[area]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      }
    >
      <div class="stack-small">
        <h1>{title}</h1>
        {intro !== undefined && <p class="soft">{intro}</p>}
      </div>
      {notice !== null && notice !== undefined && <Notice>{notice}</Notice>}
      {props.children}
    </Page>
  );
}
