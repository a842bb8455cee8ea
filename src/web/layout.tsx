import type { ComponentChildren } from 'preact';
import { assetHrefs } from './assets';
import type { Door } from './assets';
import { messagesFor } from './messages';
import type { Language } from './messages';

/** What every page says about itself. */
export interface FrameProps {
  /** Without the name of the product; it is added. */
  readonly title: string;
  readonly language: Language;
  readonly children: ComponentChildren;
  /** Where to send the browser by itself, at once (a safe address). Only RedirectPage uses it. */
  readonly refreshTo?: string;
}

interface PageProps extends FrameProps {
  readonly signedInAs?: string;
  readonly signOutAction?: string;
  /** Ways to other parts of Usher, beside the name of who is signed in. */
  readonly links?: readonly { readonly label: string; readonly href: string }[];
  /** The areas this page is one of; they stand beside it, or above it where there is no room. */
  readonly navigation?: ComponentChildren;
}

/** A page with a bar on top and the full width below it: accounts, lists, help, administration. */
export function Page(props: PageProps) {
  const texts = messagesFor(props.language);
  const main = (
    <main id="content" tabindex={-1} class="stack">
      {props.children}
    </main>
  );
  return (
    <Document {...props} frame={props.navigation === undefined ? 'plain' : 'plain wide'}>
      <a class="skip" href="#content">
        {texts.common.skipToContent}
      </a>
      <header>
        <div class="bar">
          <Brand />
          {props.signedInAs !== undefined && <WhoIsIn {...props} name={props.signedInAs} />}
        </div>
      </header>
      {props.navigation === undefined ? (
        main
      ) : (
        <div class="beside">
          {props.navigation}
          {main}
        </div>
      )}
      <footer class="foot">
        <div class="bar">
          <FootLine language={props.language} />
        </div>
      </footer>
    </Document>
  );
}

function WhoIsIn({ language, name, links = [], signOutAction }: PageProps & { readonly name: string }) {
  const texts = messagesFor(language).common;
  return (
    <div class="who">
      {links.map(({ label, href }) => (
        <a key={href} href={href}>
          {label}
        </a>
      ))}
      <span>{texts.signedInAs(name)}</span>
      <form method="post" action={signOutAction ?? '/sign-out'}>
        <button type="submit" class="link-button">
          {texts.signOut}
        </button>
      </form>
    </div>
  );
}

/** A page that asks or tells one thing, beside a drawing of the door: sign-in, refusal, confirmation. */
export function ThresholdPage(props: FrameProps & { readonly door: Door }) {
  const texts = messagesFor(props.language);
  return (
    <Document {...props} frame="threshold">
      <header>
        <Brand />
        <p>{texts.common.tagline}</p>
        <img class="door" src={assetHrefs.door(props.door)} alt="" />
      </header>
      <main>
        <div class="stack">{props.children}</div>
      </main>
      <footer class="foot">
        <FootLine language={props.language} />
      </footer>
    </Document>
  );
}

function Document(props: FrameProps & { readonly frame: 'plain' | 'plain wide' | 'threshold' }) {
  return (
    <html lang={props.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        {props.refreshTo !== undefined && <meta http-equiv="refresh" content={`0;url=${props.refreshTo}`} />}
        <title>{`${props.title} · Usher`}</title>
        <link rel="stylesheet" href={assetHrefs.stylesheet} />
        <link rel="icon" type="image/svg+xml" href={assetHrefs.logo} />
      </head>
      <body class={props.frame}>{props.children}</body>
    </html>
  );
}

function Brand() {
  return (
    <a class="brand" href="/">
      <img src={assetHrefs.logo} alt="" width={32} height={32} />
      <span>Usher</span>
    </a>
  );
}

function FootLine({ language }: { readonly language: Language }) {
  const texts = messagesFor(language).common;
  return (
    <p>
      {texts.siteFooter} <a href="/help/codes">{texts.allCodes}</a>
    </p>
  );
}
