import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { domainKey } from '../../accounts';
import {
  changeSite,
  domainProof,
  noAccounts,
  provesDomain,
  readStoredSite,
  tagOf,
  type SiteChangeRequest,
  type SiteChangeResult,
  type StoredSite,
} from '../../sites';
import { forecastSite } from '../../sso';
import {
  FormValues,
  messagesFor,
  noticeOf,
  redirectDone,
  sendNotFound,
  sendPage,
  type FormError,
  fieldErrors,
} from '../../web';
import { administratorOf } from '../administrator';
import { areaHref } from '../areas';
import type { AreaDependencies } from '../dependencies';
import { ClaimPage, RemoveDomainPage } from './DomainPages';
import { EmailDomainsPage, type DomainsForm, type SignInDomainLine } from './EmailDomainsPage';

/** E-mail domains: allowed, blocked, and those that route a sign-in. */
export function emailDomainsRoutes(dependencies: AreaDependencies): Router {
  const { requireAdmin } = dependencies;
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 10 });
  const home = '/admin/:site/email-domains';
  router.get(home, requireAdmin('domains.view'), showDomains(dependencies));
  router.post(home, requireAdmin('domains.edit'), form, saveLists(dependencies));
  router.get(`${home}/claim`, requireAdmin('domains.edit'), showClaim());
  router.post(`${home}/claim`, requireAdmin('domains.edit'), form, claimDomain(dependencies));
  router.get(`${home}/remove`, requireAdmin('domains.edit'), showRemoval(dependencies));
  router.post(`${home}/remove`, requireAdmin('domains.edit'), form, removeDomain(dependencies));
  return router;
}

function showDomains(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const stored = await requireStored(dependencies, req);
    const { allowedEmailDomains, blockedEmailDomains } = stored.state;
    const form = { allowed: allowedEmailDomains.join('\n'), blocked: blockedEmailDomains.join('\n') };
    await sendDomains(dependencies, req, res, 200, { form, tag: tagOf(stored.state) });
  };
}

interface ShownDomains {
  readonly form: DomainsForm;
  readonly tag: string;
  readonly errors?: readonly FormError[];
  readonly conflict?: readonly string[];
  readonly forecast?: { readonly refused: number; readonly judged: number } | null;
}

async function sendDomains(
  { database }: AreaDependencies,
  req: Request,
  res: Response,
  status: number,
  { errors = [], conflict = [], forecast = null, ...shown }: ShownDomains,
): Promise<void> {
  const reader = administratorOf(req);
  const rows = await database.prisma.signInDomain.findMany({
    where: { siteId: reader.siteId },
    orderBy: { domain: 'asc' },
  });
  const signInDomains = rows.map(({ domain, vouchedBy, createdAt }): SignInDomainLine => {
    return { domain, vouchedBy: vouchedBy === 'dns' ? 'dns' : 'operator', since: createdAt };
  });
  const notice = noticeOf(req, messagesFor(reader.language).admin.emailDomains.notices);
  const props = { reader, notice, errors, conflict, forecast, signInDomains, ...shown };
  sendPage(res, status, <EmailDomainsPage {...props} />);
}

function saveLists(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const { site, siteId, language } = administratorOf(req);
    const values = FormValues.of(req);
    const tag = values.text('tag');
    const lists = {
      allowedEmailDomains: values.lines('allowedEmailDomains'),
      blockedEmailDomains: values.lines('blockedEmailDomains'),
    };
    const form = { allowed: lists.allowedEmailDomains.join('\n'), blocked: lists.blockedEmailDomains.join('\n') };
    const change = { change: lists, expected: { site: tag } };
    const foreseen = await changeDomains(dependencies, req, { ...change, dryRun: true });
    if (foreseen.outcome === 'would_change' && !values.isTicked('confirmed')) {
      const owner = { id: siteId, slug: site };
      const { judged, refused } = await forecastSite(dependencies, owner, (before) => ({ ...before, ...lists }));
      if (refused.length > 0) {
        const forecast = { judged, refused: refused.length };
        await sendDomains(dependencies, req, res, 200, { form, tag, forecast });
        return;
      }
    }
    const result = await changeDomains(dependencies, req, change);
    switch (result.outcome) {
      case 'refused':
        await sendDomains(dependencies, req, res, 422, { form, tag, errors: fieldErrors(result.problems, language) });
        return;
      case 'conflict':
        await sendDomains(dependencies, req, res, 409, { form, tag, conflict: result.subjects });
        return;
      default: {
        const notice = result.outcome === 'unchanged' ? 'unchanged' : 'saved';
        redirectDone(res, areaHref('emailDomains', site), notice);
      }
    }
  };
}

function showClaim(): RequestHandler {
  return (req, res) => {
    const domain = namedDomain(FormValues.ofQuery(req));
    sendClaim(req, res, 200, domain, []);
  };
}

function sendClaim(req: Request, res: Response, status: number, domain: string, errors: readonly FormError[]): void {
  const reader = administratorOf(req);
  const proof = domainProof(domain, reader.siteId);
  sendPage(res, status, <ClaimPage reader={reader} domain={domain} proof={proof} errors={errors} />);
}

/** Adds a sign-in domain that an operator vouches for, or whose DNS record names this site. */
function claimDomain(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const { site, siteId, language, isOperator } = administratorOf(req);
    const domain = namedDomain(FormValues.of(req));
    const texts = messagesFor(language).admin.emailDomains;
    const signInDomains = [...new Set([...(await requireStored(dependencies, req)).state.signInDomains, domain])];
    const change = { change: { signInDomains } };
    // What is no domain is told before anybody is asked about it.
    const foreseen = await changeDomains(dependencies, req, {
      ...change,
      dryRun: true,
      provenDomains: new Set([domain]),
    });
    if (
      foreseen.outcome === 'refused' &&
      !foreseen.problems.some(({ rule }) => rule?.id === 'domain_of_another_site')
    ) {
      sendClaim(req, res, 422, domain, withoutField(fieldErrors(foreseen.problems, language)));
      return;
    }
    const proof = domainProof(domain, siteId);
    const records = isOperator ? [[proof.value]] : await dependencies.resolveTxt(proof.name);
    if (records === null || !provesDomain(records, proof)) {
      const text = records === null ? texts.unreachable : texts.notFound;
      sendClaim(req, res, 422, domain, [{ field: '', text }]);
      return;
    }
    const provenDomains = isOperator ? new Set<string>() : new Set([domain]);
    const result = await changeDomains(dependencies, req, { ...change, provenDomains });
    if (result.outcome === 'refused') {
      sendClaim(req, res, 422, domain, withoutField(fieldErrors(result.problems, language)));
      return;
    }
    redirectDone(res, areaHref('emailDomains', site), result.outcome === 'unchanged' ? 'unchanged' : 'added');
  };
}

function showRemoval(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const domain = namedDomain(FormValues.ofQuery(req));
    const { signInDomains } = (await requireStored(dependencies, req)).state;
    if (!signInDomains.includes(domain)) {
      sendNotFound(req, res);
      return;
    }
    sendPage(res, 200, <RemoveDomainPage reader={administratorOf(req)} domain={domain} errors={[]} />);
  };
}

function removeDomain(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const { site } = administratorOf(req);
    const domain = namedDomain(FormValues.of(req));
    const { signInDomains } = (await requireStored(dependencies, req)).state;
    const left = signInDomains.filter((one) => one !== domain);
    const result = await changeDomains(dependencies, req, { change: { signInDomains: left } });
    redirectDone(res, areaHref('emailDomains', site), result.outcome === 'applied' ? 'removed' : 'unchanged');
  };
}

/** A domain as somebody typed it, in the form domains are compared in where it is one. */
function namedDomain(values: FormValues): string {
  const typed = values.text('domain').slice(0, 255);
  return domainKey(typed) ?? typed;
}

/** The form of one field stands on a page without that field: the mistake is told above it. */
function withoutField(errors: readonly FormError[]): FormError[] {
  return errors.map(({ text }) => ({ field: '', text }));
}

async function changeDomains(
  { database, passwords, clock, insecureLoopback }: AreaDependencies,
  req: Request,
  change: Pick<SiteChangeRequest, 'change'> & Partial<SiteChangeRequest>,
): Promise<SiteChangeResult> {
  const { site, actor, isOperator } = administratorOf(req);
  const facts = { database, passwords, site, actor, vouches: isOperator, allowHttp: insecureLoopback, now: clock() };
  return changeSite({ ...facts, ...change });
}

async function requireStored({ database }: AreaDependencies, req: Request): Promise<StoredSite> {
  const stored = await readStoredSite(database.prisma, administratorOf(req).site, noAccounts);
  if (stored === null) throw new Error('The site was removed meanwhile.');
  return stored;
}
