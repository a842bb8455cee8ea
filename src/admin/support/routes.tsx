import { Router, type RequestHandler } from 'express';
import { validate as isUuid } from 'uuid';
import { emailKey, usernameKey } from '../../accounts';
import { activityEntry, recordActivity } from '../../activity';
import type { Database } from '../../db';
import { currentSession, type SessionDependencies } from '../../sessions';
import { findAttempts, openResponse, parseReference, readAttempt, replayAttempt, type AttemptPlace } from '../../sso';
import { FormValues, messagesFor, sendNotFound, sendPage } from '../../web';
import { administratorOf } from '../administrator';
import type { AreaDependencies } from '../dependencies';
import { AttemptPage } from './AttemptPage';
import { decideResponseView } from './decideResponseView';
import { ResponsePage } from './ResponsePage';
import { SearchPage } from './SearchPage';

/** What the support desk needs. */
export type SupportDependencies = AreaDependencies & SessionDependencies;

/** Attempts on one page. */
const pageSize = 50;

/**
 * The support desk of a site: `/support/:site` finds attempts, `/support/:site/:reference` tells why one went as it did.
 * `/support` leads to the site of whoever is signed in, `/admin/:site/support` to the same desk.
 */
export function supportRoutes(dependencies: SupportDependencies): Router {
  const { requireAdmin } = dependencies;
  const router = Router();
  router.get('/support', leadToOwnSite(dependencies));
  router.get('/admin/:site/support', requireAdmin('attempts.view'), (req, res) => {
    const query = req.originalUrl.split('?')[1];
    res.redirect(303, `/support/${administratorOf(req).site}${query === undefined ? '' : `?${query}`}`);
  });
  router.get('/support/:site', requireAdmin('attempts.view'), search(dependencies));
  router.get('/support/:site/:reference', requireAdmin('attempts.view'), showAttempt(dependencies));
  router.post('/support/:site/:reference/response', requireAdmin('sso.edit'), showResponse(dependencies));
  return router;
}

function leadToOwnSite(dependencies: SupportDependencies): RequestHandler {
  return async (req, res) => {
    const session = await currentSession(dependencies, req);
    const query = req.originalUrl.split('?')[1];
    const target = `/support${query === undefined ? '' : `?${query}`}`;
    if (session === null) res.redirect(303, `/?${new URLSearchParams({ target }).toString()}`);
    else res.redirect(303, target.replace('/support', `/support/${session.site}`));
  };
}

function search({ database }: SupportDependencies): RequestHandler {
  return async (req, res) => {
    const reader = administratorOf(req);
    const { siteId, site, language } = reader;
    const query = FormValues.ofQuery(req);
    const entered = { reference: query.text('reference'), username: query.text('username') };
    const reference = entered.reference === '' ? null : parseReference(entered.reference);
    if (reference !== null && (await isOfSite(database, siteId, reference))) {
      res.redirect(303, `/support/${site}/${reference}`);
      return;
    }
    const isUnreadable = entered.reference !== '' && reference === null;
    const texts = messagesFor(language).admin.support;
    const found = await findAttempts(database, {
      siteId,
      person: entered.username === '' ? null : await findPerson(database, siteId, entered.username),
      from: placeOf(query),
      limit: pageSize,
    });
    const [first, last] = [found.lines[0], found.lines.at(-1)];
    const page = (
      <SearchPage
        reader={reader}
        entered={entered}
        errors={isUnreadable ? [{ field: 'reference', text: texts.referenceUnreadable }] : []}
        isUnknown={reference !== null}
        found={found}
        olderHref={found.hasOlder && last ? pageHref(site, entered.username, 'older', last) : null}
        newerHref={found.hasNewer && first ? pageHref(site, entered.username, 'newer', first) : null}
      />
    );
    sendPage(res, isUnreadable ? 422 : 200, page);
  };
}

async function isOfSite(database: Database, siteId: string, reference: string): Promise<boolean> {
  return (await database.prisma.attempt.findFirst({ where: { siteId, reference }, select: { id: true } })) !== null;
}

/** By user name, else by e-mail address. Also somebody without an account: what they sent is kept under their name. */
async function findPerson(database: Database, siteId: string, typed: string) {
  const nameKey = usernameKey(typed);
  const rows = await database.prisma.account.findMany({
    where: { siteId, OR: [{ usernameKey: nameKey }, { emailKey: emailKey(typed) }] },
    select: { id: true, usernameKey: true },
  });
  const account = rows.find((row) => row.usernameKey === nameKey) ?? rows[0];
  return { nameKey: account?.usernameKey ?? nameKey, accountId: account?.id ?? null };
}

/** A place in the list stands in the address as time and id. What cannot be one is passed over. */
function placeOf(query: FormValues) {
  for (const towards of ['older', 'newer'] as const) {
    const [time = '', id = ''] = query.text(towards).split('_');
    const at = new Date(time);
    const year = at.getUTCFullYear();
    // A Date can hold years that the database cannot read; the year of what is no date is NaN.
    if (isUuid(id) && year >= 1 && year <= 9999) return { towards, place: { at, id } };
  }
  return null;
}

function pageHref(site: string, username: string, towards: 'older' | 'newer', { at, id }: AttemptPlace): string {
  const query = { ...(username !== '' && { username }), [towards]: `${at.toISOString()}_${id}` };
  return `/support/${site}?${new URLSearchParams(query).toString()}`;
}

function showAttempt(dependencies: SupportDependencies): RequestHandler<{ reference: string }> {
  const { database, clock } = dependencies;
  return async (req, res) => {
    const reader = administratorOf(req);
    const now = clock();
    const attempt = await readAttempt(database, reader.siteId, req.params.reference, now);
    if (attempt === null) {
      sendNotFound(req, res);
      return;
    }
    const responseView = decideResponseView({
      isKept: attempt.response !== null,
      at: attempt.at,
      isAllowed: reader.can('sso.edit'),
      now,
    });
    const replay = await replayAttempt(dependencies, reader.site, attempt);
    sendPage(res, 200, <AttemptPage reader={reader} attempt={attempt} replay={replay} responseView={responseView} />);
  };
}

/** A post, because looking at somebody's response leaves a line in the activity log. */
function showResponse(dependencies: SupportDependencies): RequestHandler<{ reference: string }> {
  const { database, clock } = dependencies;
  return async (req, res) => {
    const reader = administratorOf(req);
    const { siteId, actor } = reader;
    const now = clock();
    const attempt = await readAttempt(database, siteId, req.params.reference, now);
    const isKept = attempt !== null && attempt.response !== null;
    const view = decideResponseView({ isKept, at: attempt?.at ?? now, isAllowed: reader.can('sso.edit'), now });
    const response = attempt && view.outcome === 'visible' ? await openResponse(dependencies, attempt, now) : null;
    if (attempt === null || response === null) {
      sendNotFound(req, res);
      return;
    }
    const { reference } = attempt;
    const facts = { at: now, siteId, actor, action: 'attempt.show_response', subject: reference };
    await recordActivity(database.prisma, [activityEntry({ ...facts, before: null, after: null })]);
    const xml = Buffer.from(response, 'base64').toString('utf8');
    sendPage(res, 200, <ResponsePage reader={reader} reference={reference} xml={xml} />);
  };
}
