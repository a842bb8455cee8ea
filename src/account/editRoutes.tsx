import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { timeZones } from '../accounts';
import { changeAccounts, type AccountProblem, type WantedAccount } from '../accounts/change';
import type { TrackingCodeSetting } from '../jit';
import type { Session } from '../sessions';
import { trackingCodeName } from '../trackingCodes';
import { FormValues, languageOf, languages, messagesFor, redirectDone, sendPage } from '../web';
import type { FormError, Language } from '../web';
import { EditAccountPage, type OwnForm } from './EditAccountPage';
import { readCodeSettings, readOwnAccount, type OwnAccount } from './ownAccount';
import { judgeOwnPassword, requireSession, type AccountDependencies } from './ownSession';

/** `/account/edit`: people change what is theirs to change. */
export function editRoutes(dependencies: AccountDependencies): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '32kb', parameterLimit: 40 });
  router.get('/account/edit', async (req, res) => {
    const edited = await readEdited(dependencies, req, res);
    if (edited !== null) send(req, res, edited, { status: 200, form: formOf(edited.account), errors: [] });
  });
  router.post('/account/edit', form, save(dependencies));
  return router;
}

interface Edited {
  readonly session: Session;
  readonly account: OwnAccount;
  readonly codes: readonly TrackingCodeSetting[];
}

async function readEdited(dependencies: AccountDependencies, req: Request, res: Response): Promise<Edited | null> {
  const session = await requireSession(dependencies, req, res);
  if (session === null) return null;
  const [account, codes] = await Promise.all([
    readOwnAccount(dependencies.database, session),
    readCodeSettings(dependencies.database, session.siteId),
  ]);
  return { session, account, codes };
}

function save(dependencies: AccountDependencies): RequestHandler {
  const { database, clock } = dependencies;
  return async (req, res) => {
    const edited = await readEdited(dependencies, req, res);
    if (edited === null) return;
    const { session, account } = edited;
    const values = FormValues.of(req);
    const form = readForm(values, edited);
    const language = languageOf(req, session.language);
    const again = (status: number, errors: readonly FormError[], isConflict = false) =>
      send(req, res, edited, { status, form, errors, isConflict });
    const mistakes = await mistakesOf(dependencies, req, edited, form, values.exact('currentPassword'));
    if (mistakes.length > 0) {
      again(422, mistakes);
      return;
    }
    const now = clock();
    const facts = { now, actor: `account:${account.username}`, siteId: session.siteId };
    const [decided] = await changeAccounts(
      {
        ...facts,
        database,
        // Nothing that gives rights is among the fields; but people with roles change their own names, too.
        mayGrant: true,
        vouches: false,
      },
      [{ whom: { id: session.accountId }, wanted: wantedOf(edited, form), seenVersion: values.wholeNumber('version') }],
    );
    switch (decided?.outcome) {
      case 'write':
        redirectDone(res, '/account', 'saved');
        return;
      case 'unchanged':
        redirectDone(res, '/account', 'unchanged');
        return;
      case 'refused':
        again(422, errorsOf(decided.problems, language));
        return;
      case 'conflict':
        again(409, [], true);
        return;
      case undefined:
        throw new Error('A change was not decided.');
    }
  };
}

/** What this door alone asks: the password for a new address. */
async function mistakesOf(
  dependencies: AccountDependencies,
  req: Request,
  { session, account }: Edited,
  form: OwnForm,
  password: string,
): Promise<FormError[]> {
  const texts = messagesFor(languageOf(req, session.language)).myAccount;
  if (form.email === (account.email ?? '')) return [];
  if (password === '') return [{ field: 'currentPassword', text: texts.passwordNeeded }];
  const asked = { siteId: session.siteId, username: account.username, passwordHash: account.passwordHash };
  const verdict = await judgeOwnPassword(dependencies, req, asked, password);
  if (verdict === 'right') return [];
  return [{ field: 'currentPassword', text: verdict === 'throttled' ? texts.throttled : texts.wrongPassword }];
}

/** Whoever keeps the details decides which of the fields are taken from the form at all. */
function wantedOf({ account, codes }: Edited, form: OwnForm): WantedAccount {
  const language = form.language === '' ? null : form.language;
  const timeZone = form.timeZone === '' ? null : form.timeZone;
  const displayName = form.displayName === '' ? null : form.displayName;
  if (account.keeper === 'provisioning') return { language, timeZone };
  if (account.keeper === 'identity_provider') return { language, timeZone, displayName };
  const changed = codes
    .map(({ number }) => trackingCodeName(number))
    .filter((name) => (form.trackingCodes[name] ?? '') !== (account.trackingCodes[name] ?? ''))
    .map((name) => [name, form.trackingCodes[name] === '' ? null : (form.trackingCodes[name] ?? null)] as const);
  return {
    language,
    timeZone,
    displayName,
    firstName: form.firstName === '' ? null : form.firstName,
    lastName: form.lastName === '' ? null : form.lastName,
    // Unchanged when it may not be edited: then the form does not ask for it.
    ...(form.email === (account.email ?? '') ? {} : { email: form.email === '' ? null : form.email }),
    trackingCodes: Object.fromEntries(changed),
  };
}

function errorsOf(problems: readonly AccountProblem[], language: Language): FormError[] {
  const { reasons } = messagesFor(language).admin.users;
  return problems.map(({ field, reason, expected, received }) => ({
    field,
    text: reasons[reason]({ expected: expected ?? '', received: received ?? '' }),
  }));
}

function formOf(account: OwnAccount): OwnForm {
  const { firstName, lastName, displayName, email, language, timeZone, trackingCodes } = account;
  return {
    firstName: firstName ?? '',
    lastName: lastName ?? '',
    displayName: displayName ?? '',
    email: email ?? '',
    language: language ?? '',
    timeZone: timeZone ?? '',
    trackingCodes,
  };
}

function readForm(values: FormValues, { account, codes }: Edited): OwnForm {
  const stored = formOf(account);
  const language = values.text('language');
  const names = codes.map(({ number }) => trackingCodeName(number));
  return {
    firstName: values.text('firstName'),
    lastName: values.text('lastName'),
    displayName: values.text('displayName'),
    email: mayEditEmail(account) ? values.text('email') : stored.email,
    language: language === '' || languages.some((known) => known === language) ? language : stored.language,
    timeZone: values.text('timeZone'),
    trackingCodes: Object.fromEntries(names.map((name) => [name, values.text(`trackingCodes.${name}`)])),
  };
}

/** A new address leads to links that set passwords: it is confirmed by the password there is, or changed by somebody else. */
function mayEditEmail({ keeper, bypass, passwordHash }: OwnAccount): boolean {
  return keeper === 'person' && bypass && passwordHash !== null;
}

function send(
  req: Request,
  res: Response,
  { session, account, codes }: Edited,
  shown: {
    readonly status: number;
    readonly form: OwnForm;
    readonly errors: readonly FormError[];
    readonly isConflict?: boolean;
  },
): void {
  sendPage(
    res,
    shown.status,
    <EditAccountPage
      language={languageOf(req, session.language)}
      name={session.displayName ?? session.username}
      form={shown.form}
      version={account.version}
      keeper={account.keeper}
      mayEditEmail={mayEditEmail(account)}
      codes={codes}
      timeZones={timeZones}
      errors={shown.errors}
      isConflict={shown.isConflict ?? false}
    />,
  );
}
