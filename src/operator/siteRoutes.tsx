import express, { Router, type Request, type Response } from 'express';
import { usernameKey } from '../accounts';
import type { Prisma } from '../db';
import type { SendMail } from '../mail';
import { hashPassword, makePasswordLink, sendPasswordLink, verifyPassword } from '../sessions';
import { changeSite, tagOf, type SiteChange } from '../sites';
import {
  fieldErrors,
  FormValues,
  languageOf,
  messagesFor,
  noticeOf,
  redirectDone,
  sendPage,
  type FormError,
} from '../web';
import { asOperator, type OperatorSessionDependencies } from './asOperator';
import { HealthPage, type HealthFinding } from './HealthPage';
import { NewSitePage, SiteMadePage, type NewSiteForm } from './NewSitePage';
import { OperatorHomePage } from './OperatorHomePage';
import { OperatorsPage } from './OperatorsPage';
import { listOperators } from './operatorStore';
import { listSiteLines } from './siteLines';

/** What the pages about all sites need. */
export interface SiteRoutesDependencies extends OperatorSessionDependencies {
  readonly sendMail: SendMail;
  /** True with SMTP_URL: links are mailed; else they are shown once. */
  readonly mailIsSent: boolean;
  /** Our own origin (PUBLIC_URL). */
  readonly publicUrl: string;
  readonly insecureLoopback: boolean;
  readonly random: (bytes: number) => Buffer;
  /** What `usher doctor` finds. */
  readonly findTrouble: () => Promise<readonly HealthFinding[]>;
}

/** Sites on one page. */
const pageSize = 50;

/** All sites, a new site, the health of the installation, and who is operator. */
export function siteRoutes(dependencies: SiteRoutesDependencies): Router {
  const { database, findTrouble } = dependencies;
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 20 });
  router.get('/operator', asOperator(dependencies, showSites(dependencies)));
  router.get(
    '/operator/new-site',
    asOperator(dependencies, (req, res, operatorEmail) => {
      sendForm(dependencies, req, res, 200, { operatorEmail, form: emptyForm, errors: [] });
      return Promise.resolve();
    }),
  );
  router.post('/operator/new-site', form, asOperator(dependencies, makeSite(dependencies)));
  router.get(
    '/operator/health',
    asOperator(dependencies, async (req, res, operatorEmail) => {
      const findings = await findTrouble();
      sendPage(res, 200, <HealthPage language={languageOf(req)} operatorEmail={operatorEmail} findings={findings} />);
    }),
  );
  router.get(
    '/operator/operators',
    asOperator(dependencies, async (req, res, operatorEmail) => {
      const operators = await listOperators(database);
      sendPage(res, 200, <OperatorsPage language={languageOf(req)} {...{ operatorEmail, operators }} />);
    }),
  );
  return router;
}

type OperatorAnswer = (req: Request, res: Response, operatorEmail: string) => Promise<void>;

function showSites({ database, clock }: SiteRoutesDependencies): OperatorAnswer {
  return async (req, res, operatorEmail) => {
    const query = FormValues.ofQuery(req);
    const search = query.text('search');
    const found = await listSiteLines(database, { text: search, from: placeOf(query), limit: pageSize }, clock());
    const [first, last] = [found.sites[0], found.sites.at(-1)];
    const language = languageOf(req);
    const page = (
      <OperatorHomePage
        language={language}
        operatorEmail={operatorEmail}
        sites={found.sites}
        search={search}
        beforeHref={found.hasBefore && first ? pageHref(search, 'before', first.slug) : null}
        afterHref={found.hasAfter && last ? pageHref(search, 'after', last.slug) : null}
        notice={noticeOf(req, messagesFor(language).admin.operator.notices)}
      />
    );
    sendPage(res, 200, page);
  };
}

function placeOf(query: FormValues) {
  for (const towards of ['after', 'before'] as const) {
    const slug = query.text(towards);
    if (slug !== '') return { towards, slug };
  }
  return null;
}

function pageHref(search: string, towards: 'after' | 'before', slug: string): string {
  return `/operator?${new URLSearchParams({ ...(search !== '' && { search }), [towards]: slug }).toString()}`;
}

const emptyForm: NewSiteForm = {
  slug: '',
  name: '',
  partnerId: '',
  seats: '0',
  email: '',
  firstName: '',
  lastName: '',
};

function readForm(values: FormValues): NewSiteForm {
  return {
    slug: values.text('site'),
    name: values.text('name'),
    partnerId: values.text('partnerId'),
    seats: values.text('seats'),
    email: values.text('email'),
    firstName: values.text('firstName'),
    lastName: values.text('lastName'),
  };
}

/**
 * Makes a site with its first administrator, by the rules of a site file; the link to choose a password goes out in the
 * same transaction. The administrator takes no seat: that is for people whom the site is made for.
 */
function makeSite(dependencies: SiteRoutesDependencies): OperatorAnswer {
  const { database, clock, insecureLoopback, mailIsSent } = dependencies;
  return async (req, res, operatorEmail) => {
    const values = FormValues.of(req);
    const form = readForm(values);
    const language = languageOf(req);
    const texts = messagesFor(language).admin.operator;
    const refuse = (status: number, errors: readonly FormError[]) =>
      sendForm(dependencies, req, res, status, { operatorEmail, form, errors });
    const missing = (['email', 'firstName', 'lastName'] as const).filter((field) => form[field] === '');
    if (missing.length > 0) {
      refuse(
        422,
        missing.map((field) => ({ field, text: texts.missing[field] })),
      );
      return;
    }
    let link: string | null = null;
    const result = await changeSite({
      database,
      passwords: { hash: hashPassword, verify: verifyPassword },
      site: form.slug,
      change: changeOf(form, values.wholeNumber('seats')),
      actor: `operator:${operatorEmail}`,
      vouches: true,
      allowHttp: insecureLoopback,
      now: clock(),
      // There must be none of this name yet: a form for a new site changes no other.
      expected: { site: tagOf(undefined) },
      alongside: async (tx) => {
        link = await invite(dependencies, tx, { site: form.slug, email: form.email, operatorEmail, language });
      },
    });
    if (result.outcome === 'refused') {
      refuse(422, formErrors(fieldErrors(result.problems, language)));
    } else if (result.outcome === 'conflict') {
      refuse(409, [{ field: 'site', text: texts.slugTaken }]);
    } else if (mailIsSent || link === null) {
      redirectDone(res, '/operator', 'made');
    } else {
      const shown = { language, operatorEmail, site: form.slug, siteName: form.name, email: form.email, link };
      sendPage(res, 200, <SiteMadePage {...shown} />);
    }
  };
}

/** The user name is the e-mail address: what is wrong with the one is said of the other, once. */
function formErrors(errors: readonly FormError[]): FormError[] {
  const renamed = errors.map((error) => (error.field === 'username' ? { ...error, field: 'email' } : error));
  return renamed.filter(({ field }, index) => renamed.findIndex((other) => other.field === field) === index);
}

function changeOf(form: NewSiteForm, seats: number): SiteChange {
  const { name, partnerId, email, firstName, lastName } = form;
  return {
    name,
    partnerId: partnerId === '' ? null : partnerId,
    seats,
    accounts: [
      {
        username: email,
        email,
        firstName,
        lastName,
        displayName: `${firstName} ${lastName}`,
        type: 'attendee',
        roles: ['Org Security Admin'],
        bypass: true,
      },
    ],
  };
}

/** Mails the link, or gives it to be shown once where no mail is sent. */
async function invite(
  dependencies: SiteRoutesDependencies,
  tx: Prisma.TransactionClient,
  asked: {
    readonly site: string;
    readonly email: string;
    readonly operatorEmail: string;
    readonly language: ReturnType<typeof languageOf>;
  },
): Promise<string | null> {
  const account = await tx.account.findFirstOrThrow({
    where: { site: { slug: asked.site }, usernameKey: usernameKey(asked.email) },
    select: { id: true, siteId: true },
  });
  const actor = `operator:${asked.operatorEmail}`;
  const link = { accountId: account.id, siteId: account.siteId, actor };
  if (!dependencies.mailIsSent) return makePasswordLink(dependencies, tx, link);
  await sendPasswordLink(dependencies, tx, { ...link, why: 'invited', language: asked.language });
  return null;
}

function sendForm(
  { mailIsSent }: SiteRoutesDependencies,
  req: Request,
  res: Response,
  status: number,
  shown: { readonly operatorEmail: string; readonly form: NewSiteForm; readonly errors: readonly FormError[] },
): void {
  sendPage(res, status, <NewSitePage language={languageOf(req)} mailIsSent={mailIsSent} {...shown} />);
}
