import express, { Router } from 'express';
import { connectionAddresses, tagOf } from '../../sites';
import { messagesFor, sendPage } from '../../web';
import type { AreaDependencies } from '../dependencies';
import { ssoHref } from './addresses';
import { changeSiteOf } from './changing';
import { countOpenAccounts } from './countOpenAccounts';
import { answerChange, onConnection, type FormAgain, type OpenedConnection } from './opened';
import { RenamePage } from './RenamePage';
import { RenamePreviewPage } from './RenamePreviewPage';

/** Giving a connection another name: the form, what it means, and doing it. */
export function renameRoutes(dependencies: AreaDependencies): Router {
  const edit = dependencies.requireAdmin('sso.edit');
  const router = Router();
  const address = '/admin/:site/single-sign-on/connections/:connection/rename';
  const form = express.urlencoded({ extended: false, limit: '8kb', parameterLimit: 8 });
  const show = onConnection(dependencies, (opened) => sendForm(opened, 200, {}));
  router.get(address, edit, show);
  router.post(address, edit, form, onConnection(dependencies, preview));
  router.post(`${address}/save`, edit, form, onConnection(dependencies, save));
  return router;
}

function sendForm({ res, reader, state, values }: OpenedConnection, status: number, shown: FormAgain): void {
  const { errors = [], conflict = [] } = shown;
  const renameTo = values.text('renameTo');
  const tag = values.text('tag');
  const props = { reader, name: state.name, renameTo, tag: tag === '' ? tagOf(state) : tag, errors, conflict };
  sendPage(res, status, <RenamePage {...props} />);
}

async function preview(opened: OpenedConnection): Promise<void> {
  const { res, dependencies, reader, state, connectionId } = opened;
  const { renameTo, tag, change } = wanted(opened);
  const result = await changeSiteOf(opened.req, dependencies, { ...change, dryRun: true });
  if (result.outcome === 'would_change') {
    const accounts = await countOpenAccounts(dependencies.database, reader.siteId, connectionId);
    const addresses = (name: string) => connectionAddresses(dependencies.publicUrl, reader.site, name);
    const sides = { before: addresses(state.name), after: addresses(renameTo) };
    sendPage(res, 200, <RenamePreviewPage {...{ reader, name: state.name, renameTo, tag, accounts, ...sides }} />);
    return;
  }
  await answer(opened, renameTo, result);
}

async function save(opened: OpenedConnection): Promise<void> {
  const { renameTo, change } = wanted(opened);
  await answer(opened, renameTo, await changeSiteOf(opened.req, opened.dependencies, change));
}

function wanted({ values, state: { name } }: OpenedConnection) {
  const renameTo = values.text('renameTo');
  const tag = values.text('tag');
  const change = { change: { connections: [{ name, renameTo }] }, expected: { connections: { [name]: tag } } };
  return { renameTo, tag, change };
}

async function answer(
  opened: OpenedConnection,
  renameTo: string,
  result: Awaited<ReturnType<typeof changeSiteOf>>,
): Promise<void> {
  const { reader } = opened;
  if (result.outcome === 'unchanged') {
    const text = messagesFor(reader.language).admin.singleSignOn.rename.same;
    sendForm(opened, 422, { errors: [{ field: 'renameTo', text }] });
    return;
  }
  await answerChange(opened, result, {
    done: { href: ssoHref.connection(reader.site, renameTo), notice: 'renamed' },
    again: (status, shown) => sendForm(opened, status, shown),
    // The only field of the form.
    fieldOf: () => 'renameTo',
  });
}
