import express, { Router } from 'express';
import { connectionAddresses } from '../../sites';
import { listSiteKeys, rotateSiteKeys, type SiteKeyRotation } from '../../saml';
import { messagesFor, redirectDone, sendPage } from '../../web';
import type { AreaDependencies } from '../dependencies';
import { ssoHref } from './addresses';
import { storedSiteOf } from './changing';
import { KeysPage } from './KeysPage';
import { limitPerson } from './limitPerson';
import { onSite, type FormAgain, type OpenedPage } from './opened';

/** Our own keys of a site: how they stand, and the next step of their rotation. */
export function keyRoutes(dependencies: AreaDependencies): Router {
  const { requireAdmin } = dependencies;
  const router = Router();
  const address = '/admin/:site/single-sign-on/keys';
  const form = express.urlencoded({ extended: false, limit: '8kb', parameterLimit: 8 });
  const show = onSite(dependencies, (opened) => sendKeys(opened, 200, {}));
  router.get(address, requireAdmin('sso.view'), show);
  const limit = limitPerson(dependencies, 'keys');
  router.post(address, requireAdmin('sso.edit'), limit, form, onSite(dependencies, rotate));
  return router;
}

async function sendKeys(
  { req, res, dependencies, reader, notice }: OpenedPage,
  status: number,
  { errors = [], conflict = [] }: FormAgain,
): Promise<void> {
  const { database, clock, publicUrl } = dependencies;
  const [{ keys, tag }, { connections }] = await Promise.all([
    listSiteKeys(database, reader.siteId),
    storedSiteOf(req, dependencies),
  ]);
  const metadata = connections.map(({ state: { name } }) => ({
    name,
    href: connectionAddresses(publicUrl, reader.site, name).metadata,
  }));
  sendPage(res, status, <KeysPage {...{ reader, notice, keys, tag, now: clock(), metadata, errors, conflict }} />);
}

async function rotate(opened: OpenedPage): Promise<void> {
  const { res, dependencies, reader, values } = opened;
  const wish = values.text('wish') === 'now' ? 'now' : 'step';
  const box = wish === 'now' ? 'confirmedNow' : 'confirmedStep';
  if (!values.isTicked(box)) {
    const text = messagesFor(reader.language).admin.singleSignOn.keys.confirmMissing;
    await sendKeys(opened, 422, { errors: [{ field: box, text }] });
    return;
  }
  const { siteId: id, site: slug, actor } = reader;
  // Who saw other keys than there are now would take a step that somebody else has taken already.
  const rotations = await rotateSiteKeys(dependencies, { id, slug, actor, expected: values.text('tag') }, wish);
  const done = mostOf(rotations);
  if (done === 'nothing') await sendKeys(opened, 409, { conflict: [slug] });
  else redirectDone(res, ssoHref.keys(slug), done);
}

const byWeight = ['replaced', 'promoted', 'announced', 'waits'] as const satisfies SiteKeyRotation['done'][];

/** What was done, of both uses the one that asks most of the identity provider's people. */
function mostOf(rotations: readonly SiteKeyRotation[]): SiteKeyRotation['done'] {
  return byWeight.find((one) => rotations.some(({ done }) => done === one)) ?? 'nothing';
}
