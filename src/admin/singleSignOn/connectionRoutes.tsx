import express, { Router } from 'express';
import type { AttributeMapping, PolicySettings } from '../../jit';
import { connectionAddresses, tagOf } from '../../sites';
import { messagesFor, sendPage, type FormError } from '../../web';
import type { AreaDependencies } from '../dependencies';
import { ssoHref } from './addresses';
import { changeSiteOf, changeWithForecast } from './changing';
import { ConnectionPage, type ConnectionProps } from './ConnectionPage';
import { connectionChange, connectionForm, connectionSettings, type ConnectionChange } from './connectionSettings';
import { answerChange, onConnection, type OpenedConnection } from './opened';
import { readConnectionHealth } from './readConnections';
import { readLastAttributes } from './readLastAttributes';
import { RemovePage } from './RemovePage';
import { SetUpPage } from './SetUpPage';
import { sentState } from './settingFields';

/** One connection of a site: its settings, and removing it. */
export function connectionRoutes(dependencies: AreaDependencies): Router {
  const view = dependencies.requireAdmin('sso.view');
  const edit = dependencies.requireAdmin('sso.edit');
  const router = Router();
  const address = '/admin/:site/single-sign-on/connections/:connection';
  const form = express.urlencoded({ extended: false, limit: '256kb', parameterLimit: 60 });
  const show = onConnection(dependencies, (opened) => sendConnection(opened, 200, {}));
  router.get(address, view, show);
  router.post(address, edit, form, onConnection(dependencies, save));
  router.get(`${address}/set-up`, view, onConnection(dependencies, showSetUp));
  const showRemove = onConnection(dependencies, (opened) => sendRemove(opened, 200, {}));
  router.get(`${address}/remove`, edit, showRemove);
  router.post(`${address}/remove`, edit, form, onConnection(dependencies, remove));
  return router;
}

type Shown = Partial<Pick<ConnectionProps, 'form' | 'tag' | 'errors' | 'conflict' | 'forecast'>>;

async function sendConnection(
  { dependencies, res, reader, notice, state }: OpenedConnection,
  status: number,
  shown: Shown,
): Promise<void> {
  const { name } = state;
  const health = await readConnectionHealth(dependencies.database, reader.siteId, dependencies.clock());
  const last = await readLastAttributes(dependencies.database, reader.siteId, name);
  const props: ConnectionProps = {
    reader,
    notice,
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

function showSetUp({ dependencies, res, reader, state }: OpenedConnection): void {
  const addresses = connectionAddresses(dependencies.publicUrl, reader.site, state.name);
  sendPage(res, 200, <SetUpPage reader={reader} state={state} addresses={addresses} />);
}

async function save(opened: OpenedConnection): Promise<void> {
  const { req, dependencies, reader, values, state } = opened;
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
  const form = { ...sentState(values, connectionSettings), forgetMetadata: forgets ? 'on' : '' };
  await answerChange(opened, result, {
    done: { href: ssoHref.connection(reader.site, name), notice: 'saved' },
    again: (status, shown) => sendConnection(opened, status, { form, tag, ...shown }),
  });
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

function sendRemove(
  { res, reader, state }: OpenedConnection,
  status: number,
  shown: { readonly tag?: string; readonly errors?: readonly FormError[]; readonly conflict?: readonly string[] },
): void {
  const { tag = tagOf(state), errors = [], conflict = [] } = shown;
  sendPage(res, status, <RemovePage reader={reader} name={state.name} {...{ tag, errors, conflict }} />);
}

async function remove(opened: OpenedConnection): Promise<void> {
  const { req, dependencies, reader, values, state } = opened;
  const { name } = state;
  const tag = values.text('tag');
  if (!values.isTicked('confirmed')) {
    const text = messagesFor(reader.language).admin.singleSignOn.connection.removeConfirmMissing;
    sendRemove(opened, 422, { tag, errors: [{ field: 'confirmed', text }] });
    return;
  }
  const expected = { connections: { [name]: tag } };
  const change = { connections: [{ name, remove: true as const }] };
  await answerChange(opened, await changeSiteOf(req, dependencies, { change, expected }), {
    done: { href: ssoHref.home(reader.site), notice: 'removed' },
    again: (status, shown) => sendRemove(opened, status, { tag, ...shown }),
    // The only field of the form is the box.
    fieldOf: () => 'confirmed',
  });
}
