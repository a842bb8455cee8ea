import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { readExpiring } from '../../expiry';
import { listMetadata } from '../../metadata';
import type { Database } from '../../db';
import { changeSite, noAccounts, readStoredSite, tagOf, type StoredSite } from '../../sites';
import { readAttemptStatistics, readSeatDays } from '../../statistics';
import { FormValues, messagesFor, noticeOf, redirectDone, sendPage, type FormError, fieldErrors } from '../../web';
import { administratorOf } from '../administrator';
import { areaHref } from '../areas';
import type { AreaDependencies } from '../dependencies';
import { attentionOf } from './attention';
import { EditSitePage, type SiteForm } from './EditSitePage';
import { readSiteInformation } from './readSiteInformation';
import { SiteInformationPage } from './SiteInformationPage';

const days = { signIns: 14, seats: 90 };
const dayMs = 86_400_000;

/** Site Information: how the site stands, and its own fields. */
export function siteInformationRoutes(dependencies: AreaDependencies): Router {
  const { requireAdmin } = dependencies;
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '32kb', parameterLimit: 20 });
  router.get('/admin/:site', requireAdmin('site.view'), showSite(dependencies));
  router.get('/admin/:site/edit', requireAdmin('site.edit'), showEdit(dependencies));
  router.post('/admin/:site/edit', requireAdmin('site.edit'), form, saveSite(dependencies));
  return router;
}

function showSite({ database, clock }: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const reader = administratorOf(req);
    const now = clock();
    const since = new Date(now.getTime() - days.signIns * dayMs);
    const site = await readSiteInformation(database, reader.siteId, since);
    if (site === null) throw new Error('The site was removed meanwhile.');
    const seats = { id: site.id, seats: site.seats, used: site.seatsUsed };
    const [signIns, seatDays, expiring, metadata] = await Promise.all([
      readAttemptStatistics(database, site.id, days.signIns, now),
      readSeatDays(database, seats, days.seats, now),
      readExpiring(database, site.id),
      site.heldMetadata === 0 ? [] : listMetadata(database, site.slug),
    ]);
    const held = metadata.filter((one) => one.held?.isDropped === false).map(({ connection }) => connection);
    sendPage(
      res,
      200,
      <SiteInformationPage
        reader={reader}
        notice={noticeOf(req, messagesFor(reader.language).admin.siteInformation.notices)}
        site={site}
        attention={attentionOf({ site, expiring, held, now })}
        signIns={signIns}
        seatDays={seatDays}
      />,
    );
  };
}

function showEdit({ database }: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const stored = await requireStored(database, administratorOf(req).site);
    sendEdit(req, res, 200, { stored, form: formOf(stored), tag: tagOf(stored.state), errors: [], conflict: [] });
  };
}

function saveSite({ database, passwords, clock, insecureLoopback }: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const { site, actor, isOperator, language } = administratorOf(req);
    const values = FormValues.of(req);
    const tag = values.text('tag');
    const result = await changeSite({
      database,
      passwords,
      site,
      actor,
      vouches: isOperator,
      allowHttp: insecureLoopback,
      now: clock(),
      expected: { site: tag },
      change: {
        name: values.text('name'),
        partnerId: values.textOrNull('partnerId'),
        seats: values.wholeNumber('seats'),
        rawResponseDays: values.wholeNumber('rawResponseDays'),
        adminContact: {
          name: values.textOrNull('adminContact.name'),
          email: values.textOrNull('adminContact.email'),
          url: values.textOrNull('adminContact.url'),
        },
      },
    });
    const home = areaHref('siteInformation', site);
    const sendAgain = async (status: number, errors: readonly FormError[], conflict: readonly string[]) => {
      const stored = await requireStored(database, site);
      sendEdit(req, res, status, { stored, form: sentForm(values), tag, errors, conflict });
    };
    switch (result.outcome) {
      case 'refused':
        await sendAgain(422, fieldErrors(result.problems, language), []);
        return;
      case 'conflict':
        await sendAgain(409, [], result.subjects);
        return;
      case 'unchanged':
        redirectDone(res, home, 'unchanged');
        return;
      case 'applied':
      case 'would_change':
        redirectDone(res, home, 'saved');
        return;
    }
  };
}

async function requireStored(database: Database, slug: string): Promise<StoredSite> {
  const stored = await readStoredSite(database.prisma, slug, noAccounts);
  if (stored === null) throw new Error('The site was removed meanwhile.');
  return stored;
}

function formOf({ state }: StoredSite): SiteForm {
  const { name, partnerId, seats, rawResponseDays, adminContact } = state;
  return {
    name,
    partnerId: partnerId ?? '',
    seats: String(seats),
    rawResponseDays: String(rawResponseDays),
    contactName: adminContact.name ?? '',
    contactEmail: adminContact.email ?? '',
    contactUrl: adminContact.url ?? '',
  };
}

function sentForm(values: FormValues): SiteForm {
  return {
    name: values.text('name'),
    partnerId: values.text('partnerId'),
    seats: values.text('seats'),
    rawResponseDays: values.text('rawResponseDays'),
    contactName: values.text('adminContact.name'),
    contactEmail: values.text('adminContact.email'),
    contactUrl: values.text('adminContact.url'),
  };
}

interface ShownForm {
  readonly stored: StoredSite;
  readonly form: SiteForm;
  readonly tag: string;
  readonly errors: readonly FormError[];
  readonly conflict: readonly string[];
}

function sendEdit(req: Request, res: Response, status: number, { stored, ...shown }: ShownForm): void {
  const page = <EditSitePage reader={administratorOf(req)} seatsUsed={stored.seatsUsed} {...shown} />;
  sendPage(res, status, page);
}
