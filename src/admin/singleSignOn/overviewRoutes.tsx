import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import type { PolicySettings } from '../../jit';
import { tagOf, type SiteChange } from '../../sites';
import { mayRequire } from '../../sso';
import { FormValues, messagesFor, noticeOf, redirectDone, sendPage, type FormError } from '../../web';
import { administratorOf } from '../administrator';
import type { AreaDependencies } from '../dependencies';
import { fieldErrors } from '../fieldErrors';
import { ssoHref } from './addresses';
import { changeWithForecast, storedSiteOf } from './changing';
import { judgeRequired } from './judgeRequired';
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
  router.get(address, requireAdmin('sso.view'), (req, res) => sendOverview(dependencies, req, res, 200, {}));
  router.post(address, requireAdmin('sso.edit'), form, save(dependencies));
  return router;
}

type Shown = Partial<Pick<OverviewProps, 'form' | 'tag' | 'errors' | 'conflict' | 'forecast'>>;

async function sendOverview(
  dependencies: AreaDependencies,
  req: Request,
  res: Response,
  status: number,
  shown: Shown,
): Promise<void> {
  const reader = administratorOf(req);
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
    notice: noticeOf(req, messagesFor(reader.language).admin.singleSignOn.notices),
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

function save(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const { site, language } = administratorOf(req);
    const values = FormValues.of(req);
    const change = siteChange(values);
    const tag = values.text('tag');
    const obstacles = await obstaclesToRequiring(dependencies, req, values.isTicked('singleSignOn.required'));
    if (obstacles.length > 0) {
      const form = sentState(values, siteSettings);
      return sendOverview(dependencies, req, res, 422, { form, tag, errors: obstacles });
    }
    const result = await changeWithForecast(req, dependencies, {
      change,
      expected: { site: tag },
      policy: (before) => policyAfter(before, change),
      isConfirmed: values.isTicked('confirmed'),
    });
    const again = (status: number, shown: Shown) =>
      sendOverview(dependencies, req, res, status, { form: sentState(values, siteSettings), tag, ...shown });
    switch (result.outcome) {
      case 'refused':
        return again(422, { errors: fieldErrors(result.problems, language) });
      case 'conflict':
        return again(409, { conflict: result.subjects });
      case 'would_refuse':
        return again(422, { forecast: result.forecast });
      case 'unchanged':
        return redirectDone(res, ssoHref.home(site), 'unchanged');
      case 'applied':
      case 'would_change':
        return redirectDone(res, ssoHref.home(site), 'saved');
    }
  };
}

/** Demanding single sign-on must lock nobody out. What is demanded already is not judged again: other fields can be saved. */
async function obstaclesToRequiring(
  dependencies: AreaDependencies,
  req: Request,
  isWished: boolean,
): Promise<FormError[]> {
  if (!isWished) return [];
  const { siteId: id, site: slug, language } = administratorOf(req);
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
