import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import type { AttributeMapping, PolicySettings } from '../../jit';
import { connectionAddresses, tagOf } from '../../sites';
import { FormValues, messagesFor, noticeOf, redirectDone, sendPage, type FormError } from '../../web';
import { administratorOf } from '../administrator';
import type { AreaDependencies } from '../dependencies';
import { fieldErrors } from '../fieldErrors';
import { ssoHref } from './addresses';
import { changeSiteOf, changeWithForecast, requireConnection } from './changing';
import { ConnectionPage, type ConnectionProps } from './ConnectionPage';
import { connectionChange, connectionForm, connectionSettings, type ConnectionChange } from './connectionSettings';
import { readConnectionHealth } from './readConnections';
import { readLastAttributes } from './readLastAttributes';
import { RemovePage } from './RemovePage';
import { SetUpPage } from './SetUpPage';
import { sentState } from './settingFields';

/** One connection of a site: its settings, and removing it. */
export function connectionRoutes(dependencies: AreaDependencies): Router {
  const { requireAdmin } = dependencies;
  const router = Router();
  const address = '/admin/:site/single-sign-on/connections/:connection';
  const form = express.urlencoded({ extended: false, limit: '256kb', parameterLimit: 60 });
  router.get(address, requireAdmin('sso.view'), (req, res) => sendConnection(dependencies, req, res, 200, {}));
  router.post(address, requireAdmin('sso.edit'), form, save(dependencies));
  router.get(`${address}/set-up`, requireAdmin('sso.view'), showSetUp(dependencies));
  router.get(`${address}/remove`, requireAdmin('sso.edit'), (req, res) => sendRemove(dependencies, req, res, 200, {}));
  router.post(`${address}/remove`, requireAdmin('sso.edit'), form, remove(dependencies));
  return router;
}

type Shown = Partial<Pick<ConnectionProps, 'form' | 'tag' | 'errors' | 'conflict' | 'forecast'>>;

async function sendConnection(
  dependencies: AreaDependencies,
  req: Request,
  res: Response,
  status: number,
  shown: Shown,
): Promise<void> {
  const reader = administratorOf(req);
  const state = await requireConnection(req, res, dependencies);
  if (state === null) return;
  const { name } = state;
  const health = await readConnectionHealth(dependencies.database, reader.siteId, dependencies.clock());
  const last = await readLastAttributes(dependencies.database, reader.siteId, name);
  const props: ConnectionProps = {
    reader,
    notice: noticeOf(req, messagesFor(reader.language).admin.singleSignOn.notices),
    name,
    health: health.find((one) => one.name === name) ?? null,
    addresses: connectionAddresses(dependencies.publicUrl, reader.site, name),
    preview: last === null ? null : { mapping: state, last, language: reader.language },
    metadataUrl: state.metadataUrl,
    form: connectionForm(state),
    tag: tagOf(state),
    errors: [],
    conflict: [],
    forecast: null,
    ...shown,
  };
  sendPage(res, status, <ConnectionPage {...props} />);
}

function showSetUp(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const reader = administratorOf(req);
    const state = await requireConnection(req, res, dependencies);
    if (state === null) return;
    const addresses = connectionAddresses(dependencies.publicUrl, reader.site, state.name);
    sendPage(res, 200, <SetUpPage reader={reader} state={state} addresses={addresses} />);
  };
}

function save(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const { site, language } = administratorOf(req);
    const values = FormValues.of(req);
    const state = await requireConnection(req, res, dependencies);
    if (state === null) return;
    const { name } = state;
    const written = connectionChange(name, values);
    const forgets = values.isTicked('forgetMetadata');
    const tag = values.text('tag');
    const result = await changeWithForecast(req, dependencies, {
      change: { connections: [forgets ? { ...written, metadata: null } : written] },
      expected: { connections: { [name]: tag } },
      policy: (before) => policyAfter(before, written),
      isConfirmed: values.isTicked('confirmed'),
    });
    const sent = { ...sentState(values, connectionSettings), forgetMetadata: forgets ? 'on' : '' };
    const again = (status: number, shown: Shown) =>
      sendConnection(dependencies, req, res, status, { form: sent, tag, ...shown });
    switch (result.outcome) {
      case 'refused':
        return again(422, { errors: fieldErrors(result.problems, language) });
      case 'conflict':
        return again(409, { conflict: result.subjects });
      case 'would_refuse':
        return again(422, { forecast: result.forecast });
      case 'unchanged':
        return redirectDone(res, ssoHref.connection(site, name), 'unchanged');
      case 'applied':
      case 'would_change':
        return redirectDone(res, ssoHref.connection(site, name), 'saved');
    }
  };
}

/** What the policy reads of this connection's settings; those of other connections stay. */
function policyAfter(before: PolicySettings, { name, ...after }: ConnectionChange): PolicySettings {
  if (before.connectionName !== name) return before;
  return {
    ...before,
    allowedTypes: after.allowedTypes ?? before.allowedTypes,
    usernameFrom: after.usernameFrom ?? before.usernameFrom,
    attributes: { ...before.attributes, ...given(after.attributes ?? {}) },
  };
}

function given(written: NonNullable<ConnectionChange['attributes']>): Partial<AttributeMapping> {
  return Object.fromEntries(Object.entries(written).filter(([, names]) => names !== undefined));
}

async function sendRemove(
  dependencies: AreaDependencies,
  req: Request,
  res: Response,
  status: number,
  shown: { readonly tag?: string; readonly errors?: readonly FormError[]; readonly conflict?: readonly string[] },
): Promise<void> {
  const state = await requireConnection(req, res, dependencies);
  if (state === null) return;
  const { tag = tagOf(state), errors = [], conflict = [] } = shown;
  const page = <RemovePage reader={administratorOf(req)} name={state.name} {...{ tag, errors, conflict }} />;
  sendPage(res, status, page);
}

function remove(dependencies: AreaDependencies): RequestHandler {
  return async (req, res) => {
    const { site, language } = administratorOf(req);
    const values = FormValues.of(req);
    const state = await requireConnection(req, res, dependencies);
    if (state === null) return;
    const { name } = state;
    const tag = values.text('tag');
    if (!values.isTicked('confirmed')) {
      const text = messagesFor(language).admin.singleSignOn.connection.removeConfirmMissing;
      await sendRemove(dependencies, req, res, 422, { tag, errors: [{ field: 'confirmed', text }] });
      return;
    }
    const expected = { connections: { [name]: tag } };
    const change = { connections: [{ name, remove: true as const }] };
    const result = await changeSiteOf(req, dependencies, { change, expected });
    if (result.outcome === 'refused') {
      // The only field of the form is the box.
      const errors = fieldErrors(result.problems, language, () => 'confirmed');
      await sendRemove(dependencies, req, res, 422, { tag, errors });
    } else if (result.outcome === 'conflict') {
      await sendRemove(dependencies, req, res, 409, { tag, conflict: result.subjects });
    } else {
      redirectDone(res, ssoHref.home(site), 'removed');
    }
  };
}
