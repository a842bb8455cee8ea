import type { SsoCode } from '../sso/catalogue';
import { Hidden, messagesFor, Page, SubmitButton } from '../web';
import type { Language, Messages } from '../web';

/** One person at the door, each a story. */
export interface StoryCard {
  readonly id: string;
  readonly name: string;
  /** One or two sentences: what is special about this person. */
  readonly story: string;
  /** What will happen. */
  readonly expected: 'signs_in' | SsoCode;
  /** Usher's ACS, and the response that the card's button posts to it. */
  readonly action: string;
  readonly fields: Readonly<Record<string, string | null>>;
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
            <form method="post" action={story.action}>
              <Hidden fields={story.fields} />
              <SubmitButton kind="quiet">{texts.choose(story.name)}</SubmitButton>
            </form>
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
