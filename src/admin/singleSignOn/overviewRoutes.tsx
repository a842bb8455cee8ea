import express, { Router } from 'express';
import type { PolicySettings } from '../../jit';
import { tagOf, type SiteChange } from '../../sites';
import { mayRequire } from '../../sso';
import { sendPage, type FormError } from '../../web';
import type { AreaDependencies } from '../dependencies';
import { ssoHref } from './addresses';
import { changeWithForecast, storedSiteOf } from './changing';
import { judgeRequired } from './judgeRequired';
import { answerChange, onSite, type OpenedPage } from './opened';
import { OverviewPage, type OverviewProps } from './OverviewPage';
import { readConnectionHealth } from './readConnections';
import { sentState } from './settingFields';
import { siteChange, siteForm, siteSettings } from './siteSettings';

/** The connections of a site and the settings they share. */
export function overviewRoutes(dependencies: AreaDependencies): Router {
  const { requireAdmin } = dependencies;
  const router = Router();
  const address = '/admin/:site/single-sign-on';
  const form = express.urlencoded({ extended: false, limit: '128kb', parameterLimit: 40 });
  const show = onSite(dependencies, (opened) => sendOverview(opened, 200, {}));
  router.get(address, requireAdmin('sso.view'), show);
  router.post(address, requireAdmin('sso.edit'), form, onSite(dependencies, save));
  return router;
}

type Shown = Partial<Pick<OverviewProps, 'form' | 'tag' | 'errors' | 'conflict' | 'forecast'>>;

async function sendOverview(
  { req, res, dependencies, reader, notice }: OpenedPage,
  status: number,
  shown: Shown,
): Promise<void> {
  const [stored, health] = await Promise.all([
    storedSiteOf(req, dependencies),
    readConnectionHealth(dependencies.database, reader.siteId, dependencies.clock()),
  ]);
  const connections = health.map((one) => {
    const state = stored.connections.find((connection) => connection.state.name === one.name)?.state;
    return { ...one, enabled: state?.enabled === true && stored.state.singleSignOn.enabled };
  });
  const props: OverviewProps = {
    reader,
    notice,
    connections,
    form: siteForm(stored.state),
    tag: tagOf(stored.state),
    errors: [],
    conflict: [],
    forecast: null,
    ...shown,
  };
  sendPage(res, status, <OverviewPage {...props} />);
}

async function save(opened: OpenedPage): Promise<void> {
  const { req, dependencies, reader, values } = opened;
  const change = siteChange(values);
  const kept = { form: sentState(values, siteSettings), tag: values.text('tag') };
  const obstacles = await obstaclesToRequiring(opened);
  if (obstacles.length > 0) {
    await sendOverview(opened, 422, { ...kept, errors: obstacles });
    return;
  }
  const result = await changeWithForecast(req, dependencies, {
    change,
    expected: { site: kept.tag },
    policy: (before) => policyAfter(before, change),
    isConfirmed: values.isTicked('confirmed'),
  });
  await answerChange(opened, result, {
    done: { href: ssoHref.home(reader.site), notice: 'saved' },
    again: (status, shown) => sendOverview(opened, status, { ...kept, ...shown }),
  });
}

/** Demanding single sign-on must lock nobody out. What is demanded already is not judged again: other fields can be saved. */
async function obstaclesToRequiring({ req, dependencies, reader, values }: OpenedPage): Promise<FormError[]> {
  if (!values.isTicked('singleSignOn.required')) return [];
  const { siteId: id, site: slug, language } = reader;
  const { state } = await storedSiteOf(req, dependencies);
  return state.singleSignOn.required ? [] : judgeRequired(await mayRequire(dependencies, { id, slug }), language);
}

/** What the policy of a connection reads of the site's settings. */
function policyAfter(before: PolicySettings, { singleSignOn: after = {} }: SiteChange): PolicySettings {
  return {
    ...before,
    autoCreate: after.autoCreate ?? before.autoCreate,
    autoUpdate: after.autoUpdate ?? before.autoUpdate,
    removeUpnSuffix: after.removeUpnSuffix ?? before.removeUpnSuffix,
    upnSuffixes: after.upnSuffixes ?? before.upnSuffixes,
    newAccounts: after.newAccounts ?? before.newAccounts,
  };
}
