import type { AccountStatus, AccountType, TrackingCodeSetting } from '../jit';
import type { Database } from '../db';
import type { Session } from '../sessions';
import { readTrackingCodes } from '../sites';
import { decideKeeper, type Keeper } from './decideKeeper';

/** The account as its owner sees it. */
export interface OwnAccount {
  readonly version: number;
  readonly username: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly displayName: string | null;
  readonly email: string | null;
  /** A language tag, as stored. */
  readonly language: string | null;
  /** A name of the IANA time zone database; null: UTC. */
  readonly timeZone: string | null;
  readonly type: AccountType;
  readonly status: AccountStatus;
  readonly roles: readonly string[];
  /** The name of the connection; null when none is named. */
  readonly connection: string | null;
  readonly expiresAt: Date | null;
  /** By name (`TC1`). */
  readonly trackingCodes: Readonly<Record<string, string>>;
  readonly keeper: Keeper;
  /** Whether it may use a password, and has one. */
  readonly bypass: boolean;
  readonly passwordHash: string | null;
}

/** The tracking codes of a site that are in use, without their lists. */
export async function readCodesInUse({ prisma }: Database, siteId: string) {
  return prisma.trackingCode.findMany({
    where: { siteId, usage: { not: 'not_used' } },
    select: { number: true, label: true },
    orderBy: { number: 'asc' },
  });
}

/** The same with their rules and lists, for a form. */
export async function readCodeSettings({ prisma }: Database, siteId: string): Promise<TrackingCodeSetting[]> {
  const codes = await readTrackingCodes(prisma, siteId);
  return codes.filter(({ usage }) => usage !== 'not_used');
}

/** The account of a session as its owner sees it. */
export async function readOwnAccount({ prisma }: Database, session: Session): Promise<OwnAccount> {
  const row = await prisma.account.findFirstOrThrow({
    where: { id: session.accountId, siteId: session.siteId },
    include: { site: { select: { autoUpdate: true, ssoEnabled: true } } },
  });
  const { site, connectionId, managedBy, trackingCodes, ...fields } = row;
  const connection =
    connectionId === null
      ? null
      : await prisma.connection.findFirst({
          where: { id: connectionId, siteId: session.siteId },
          select: { name: true, enabled: true },
        });
  const keeper = decideKeeper({ ...site, managedBy, hasConnection: connection?.enabled === true });
  return {
    ...fields,
    connection: connection?.name ?? null,
    trackingCodes: trackingCodes as Readonly<Record<string, string>>,
    keeper,
  };
}
