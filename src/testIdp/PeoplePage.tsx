import type { SsoCode } from '../sso/catalogue';
import { Hidden, LinkButton, messagesFor, Page, SubmitButton } from '../web';
import type { Language, Messages } from '../web';

/** One person at the door, each a story. */
export interface StoryCard {
  readonly id: string;
  readonly name: string;
  /** One or two sentences: what is special about this person. */
  readonly story: string;
  /** What will happen. */
  readonly expected: 'signs_in' | SsoCode;
  /** How the card begins: a link to a page of the provider, or at once the form that posts the response. */
  readonly begin:
    | { readonly by: 'link'; readonly href: string }
    | { readonly by: 'post'; readonly action: string; readonly fields: Readonly<Record<string, string | null>> };
}

interface PeopleProps {
  readonly language: Language;
  /** `sp`: Usher asked (AuthnRequest at hand). `idp`: nobody asked. */
  readonly mode: 'sp' | 'idp';
  /** The way to the other mode; null hides it. */
  readonly otherModeHref: string | null;
  readonly stories: readonly StoryCard[];
}

/** The demo's identity provider: choose who to be. */
export function PeoplePage({ language, mode, otherModeHref, stories }: PeopleProps) {
  const texts = messagesFor(language).testIdp;
  return (
    <Page title={texts.title} language={language}>
      <div class="stack-small">
        <p class="soft">{texts.title}</p>
        <h1>{texts.heading}</h1>
        <p class="lead">{mode === 'sp' ? texts.spText : texts.idpText}</p>
        {otherModeHref !== null && (
          <p>
            <a href={otherModeHref}>{mode === 'sp' ? texts.toIdpMode : texts.toSpMode}</a>
          </p>
        )}
      </div>
      <ul class="cards">
        {stories.map((story) => (
          <li key={story.id} class="card">
            <Expected expected={story.expected} texts={texts} />
            <h2>{story.name}</h2>
            <p class="soft">{story.story}</p>
            <Begin story={story} label={texts.choose(story.name)} />
          </li>
        ))}
      </ul>
      <p class="soft small">{texts.demoOnly}</p>
    </Page>
  );
}

function Expected(props: { readonly expected: StoryCard['expected']; readonly texts: Messages['testIdp'] }) {
  return props.expected === 'signs_in' ? (
    <span class="badge good">{props.texts.signsIn}</span>
  ) : (
    <span class="badge bad">{props.texts.refusedWith(props.expected)}</span>
  );
}

function Begin({ story, label }: { readonly story: StoryCard; readonly label: string }) {
  if (story.begin.by === 'link') {
    return (
      <p>
        <LinkButton kind="quiet" href={story.begin.href}>
          {label}
        </LinkButton>
      </p>
    );
  }
  return (
    <form method="post" action={story.begin.action}>
      <Hidden fields={story.begin.fields} />
      <SubmitButton kind="quiet">{label}</SubmitButton>
    </form>
  );
}
