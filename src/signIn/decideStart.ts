import type { SignInSite } from './signInSite';

/** What a browser brings to the sign-in start. */
export interface StartQuestion {
  /** E-mail address or user name as typed; empty when nothing was. */
  readonly identifier: string;
  /** The slug that was named; null when none was. */
  readonly namedSite: string | null;
  /** The site that slug or domain lead to; null when they lead to none. */
  readonly site: SignInSite | null;
  /** Where the person wants to go, already allowed; null when nowhere or not allowed. */
  readonly target: string | null;
  readonly wantsPassword: boolean;
  /** True when the person is signed in to that very site. */
  readonly isSignedIn: boolean;
}

/** What the sign-in start answers. */
export type Start =
  /** Signed in already: straight on. */
  | { readonly outcome: 'go_on'; readonly target: string }
  /** One way in: to the identity provider. `byForm`: after a form, so a redirect could be stopped by form-action. */
  | {
      readonly outcome: 'single_sign_on';
      readonly connection: string;
      readonly loginAddress: string;
      readonly byForm: boolean;
    }
  | { readonly outcome: 'ask_identifier'; readonly askSite: boolean; readonly problem: 'site_unknown' | null }
  | { readonly outcome: 'ask_password'; readonly askSite: boolean; readonly noConnection: boolean };

const ownPage = /^\/(?:account|admin|support)(?:\/|$)/;

/** True for pages of Usher itself, which people may also reach by password. */
export function isOwnPage(target: string, publicUrl: string): boolean {
  const url = new URL(target);
  return url.origin === new URL(publicUrl).origin && ownPage.test(url.pathname);
}

/**
 * Decides what the sign-in start shows. It looks at the site alone, never at the account: a name that exists and one that
 * does not get the same answer.
 */
export function decideStart(question: StartQuestion): Start {
  const { identifier, namedSite, site, target, wantsPassword, isSignedIn } = question;
  if (isSignedIn && target !== null && identifier === '' && !wantsPassword) return { outcome: 'go_on', target };
  if (namedSite !== null && site === null) {
    return { outcome: 'ask_identifier', askSite: true, problem: 'site_unknown' };
  }
  if (wantsPassword) return { outcome: 'ask_password', askSite: site === null, noConnection: false };
  if (site === null) return { outcome: 'ask_identifier', askSite: identifier !== '', problem: null };
  const [only, ...others] = site.connections;
  if (only === undefined) return { outcome: 'ask_password', askSite: false, noConnection: true };
  const leavesUsher = target !== null && !isOwnPage(target, site.targets.publicUrl);
  if (others.length === 0 && (identifier !== '' || leavesUsher)) {
    const { name: connection, loginAddress } = only;
    return { outcome: 'single_sign_on', connection, loginAddress, byForm: identifier !== '' };
  }
  return { outcome: 'ask_identifier', askSite: false, problem: null };
}
