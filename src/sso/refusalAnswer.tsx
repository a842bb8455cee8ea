import type { Request, Response } from 'express';
import type { LoadedConnection } from '../sites';
import { languageOf, messagesFor, prefersProblem, sendPage } from '../web';
import type { Refusal } from './catalogue';
import { RefusalPage, refusalProblem } from './pages';

interface RefusalToShow {
  readonly refusal: Refusal;
  /** Null when nothing was stored. */
  readonly reference: string | null;
  /** The site whose help desk is named; null when the address belongs to nobody. */
  readonly site: Pick<LoadedConnection, 'siteName' | 'adminContact' | 'errorUrl' | 'addresses'> | null;
  /** Our own origin (PUBLIC_URL), for the address of the help page. */
  readonly publicUrl: string;
  /** What is refused; a sign-in when not given. A logout offers nothing to try again. */
  readonly of?: 'sign_in' | 'logout';
  /** Overrides the status that follows from the code. */
  readonly status?: number;
}

/**
 * Answers a refused sign-in or logout message: a page or `application/problem+json`, both with `Usher-Sso-Code` and `Usher-Reference`,
 * both with nothing but the code, its title, the reference and whom to ask. A site with an error address of its own is
 * sent there instead, with code and reference.
 */
export function refusalAnswer(
  req: Request,
  res: Response,
  { refusal, reference, site, publicUrl, status, of = 'sign_in' }: RefusalToShow,
): void {
  res.set('Usher-Sso-Code', String(refusal.code)).set('Cache-Control', 'no-store');
  if (reference !== null) res.set('Usher-Reference', reference);
  const httpStatus = status ?? statusOf(refusal);
  const language = languageOf(req);
  const shown = { code: refusal.code, reference, contact: site?.adminContact ?? null, language };
  if (prefersProblem(req)) {
    const body = refusalProblem({ ...shown, status: httpStatus, publicUrl });
    res.status(httpStatus).type('application/problem+json').send(JSON.stringify(body));
    return;
  }
  if (site?.errorUrl) {
    const address = new URL(site.errorUrl);
    address.searchParams.set('code', String(refusal.code));
    if (reference !== null) address.searchParams.set('reference', reference);
    res.redirect(303, address.href);
    return;
  }
  sendPage(
    res,
    httpStatus,
    <RefusalPage
      {...shown}
      of={of}
      siteName={site?.siteName ?? null}
      {...(refusal.code === 5 ? { remark: messagesFor(language).refusal.wrongMethod } : {})}
      {...(site === null || of === 'logout' ? {} : { retryHref: site.addresses.login })}
    />,
  );
}

/** 403; 400, 413 or 415 when the post itself was unusable; 405 for another method. */
function statusOf({ code, findings }: Refusal): number {
  if (code === 5) return 405;
  if (findings[0].reason === 'too_large') return 413;
  if (findings[0].reason === 'content_type_wrong') return 415;
  return code === 6 || code === 11 || code === 22 ? 400 : 403;
}
