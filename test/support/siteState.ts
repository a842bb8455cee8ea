import type { Prisma } from '../../src/db';
import { newId } from '../../src/newId';
import { defaultUsernameFrom } from '../../src/sites';
import { makeAccount } from './site';
import { idpEntityId, type UsherUnderTest } from './usher';

/** A tracking code of a site; values are active unless they say otherwise. */
export interface TrackingCodeState {
  readonly number: number;
  readonly label?: string;
  readonly input?: 'text' | 'dropdown';
  readonly usage?: 'required' | 'optional' | 'not_used';
  readonly values?: readonly (string | { readonly value: string; readonly active: boolean })[];
}

/** How the site of a test differs from one that creates accounts, has seats left and nobody in it. */
export interface SiteState {
  readonly site?: Prisma.SiteUpdateInput;
  readonly connection?: Prisma.ConnectionUpdateInput;
  readonly trackingCodes?: readonly TrackingCodeState[];
  /** They belong to the one connection unless they say otherwise. */
  readonly accounts?: readonly Partial<Prisma.AccountUncheckedCreateInput>[];
}

const plainSite = {
  partnerId: 'P-100200',
  seats: 25,
  allowedEmailDomains: [],
  blockedEmailDomains: [],
  ssoEnabled: true,
  autoCreate: true,
  autoUpdate: false,
  removeUpnSuffix: false,
  upnSuffixes: [],
  newAccountsPending: false,
  defaultTarget: null,
  errorUrl: null,
} satisfies Prisma.SiteUpdateInput;

const plainConnection = {
  idpEntityId,
  requireEncryptedAssertion: false,
  enabled: true,
  unsolicited: 'restart',
  nameIdFormat: 'unspecified',
  usernameFrom: [...defaultUsernameFrom],
  allowedTypes: [],
  attributes: {},
} satisfies Prisma.ConnectionUpdateInput;

/** Brings the one site of `usher` into a state, whatever it was before: nobody but the accounts named is left in it. */
export async function arrange(usher: UsherUnderTest, state: SiteState = {}): Promise<void> {
  const { siteId, connectionId } = usher;
  const { prisma } = usher.database;
  await prisma.account.deleteMany({ where: { siteId } });
  await prisma.trackingCode.deleteMany({ where: { siteId } });
  await prisma.site.update({ where: { id: siteId }, data: { ...plainSite, ...state.site } });
  await prisma.connection.update({ where: { id: connectionId }, data: { ...plainConnection, ...state.connection } });
  for (const code of state.trackingCodes ?? []) await addTrackingCode(usher, code);
  for (const account of state.accounts ?? []) {
    await makeAccount(usher.database, siteId, { connectionId, ...account });
  }
}

async function addTrackingCode({ database, siteId }: UsherUnderTest, code: TrackingCodeState): Promise<void> {
  const values = (code.values ?? []).map((value) => (typeof value === 'string' ? { value, active: true } : value));
  await database.prisma.trackingCode.create({
    data: {
      siteId,
      number: code.number,
      label: code.label ?? `Code ${code.number}`,
      input: code.input ?? 'text',
      usage: code.usage ?? 'optional',
    },
  });
  await database.prisma.trackingCodeValue.createMany({
    data: values.map((value, position) => ({ id: newId(), siteId, number: code.number, position, ...value })),
  });
}
