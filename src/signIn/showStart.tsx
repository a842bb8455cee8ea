import type { Request, Response } from 'express';
import { languageOf, sendPage, type FormError } from '../web';
import type { DemoLinks } from './DemoPanel';
import { SignInPage, type SignInStep } from './SignInPage';
import type { SignInSite } from './signInSite';

/** What a person entered so far, from the query or the form. */
export interface Entered {
  readonly identifier: string;
  readonly site: string | null;
  readonly target: string | null;
}

/** What the sign-in start shows to a request. */
export interface ShownStart {
  readonly status: number;
  readonly step: SignInStep;
  readonly site: SignInSite | null;
  readonly entered: Entered;
  readonly errors: readonly FormError[];
  readonly notice: string | null;
}

/** Answers with the sign-in start: what it asks for next, and the ways around that. */
export function showStart(demoLinks: DemoLinks | null, req: Request, res: Response, shown: ShownStart): void {
  const { site, entered, step, errors, notice, status } = shown;
  const query = { ...(entered.site && { site: entered.site }), ...(entered.target && { target: entered.target }) };
  const named = { ...(entered.identifier && { identifier: entered.identifier }), ...query };
  sendPage(
    res,
    status,
    <SignInPage
      language={languageOf(req)}
      step={step}
      siteName={site?.name ?? null}
      entered={entered}
      connections={(site?.connections ?? []).map(({ name, loginAddress }) => ({
        name,
        href: withTarget(loginAddress, entered.target),
      }))}
      passwordHref={step.ask === 'password' ? null : `/?${new URLSearchParams({ password: '1', ...named }).toString()}`}
      forgottenHref={`/sign-in/forgotten?${new URLSearchParams(named).toString()}`}
      changeUserHref={startHref(entered)}
      errors={errors}
      notice={notice}
      demo={demoLinks}
    />,
  );
}

/** The empty sign-in start for the same site and target. */
export function startHref({ site, target }: Pick<Entered, 'site' | 'target'>): string {
  const query = new URLSearchParams({ ...(site && { site }), ...(target && { target }) }).toString();
  return query === '' ? '/' : `/?${query}`;
}

/** The step that asks for a password. */
export function passwordStep(askSite: boolean): SignInStep {
  return { ask: 'password', action: '/sign-in/password', askSite };
}

/** The start of a sign-in at the identity provider that leads to a target. */
export function withTarget(loginAddress: string, target: string | null): string {
  return target === null ? loginAddress : `${loginAddress}?${new URLSearchParams({ target }).toString()}`;
}
