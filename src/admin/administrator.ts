import type { Request } from 'express';
import type { Language } from '../web';
import type { Permission } from './rights';

/** Who asks for a page of a site's administration, and what they may do there. */
export interface Administrator {
  readonly siteId: string;
  /** Slug of the site. */
  readonly site: string;
  readonly siteName: string;
  /** As the activity log names them: `account:<user name>` or `operator:<e-mail>`. */
  readonly actor: string;
  /** As the page greets them. */
  readonly name: string;
  /** Their own account of this site; null for an operator. */
  readonly accountId: string | null;
  readonly isOperator: boolean;
  readonly language: Language;
  /** Where their browser posts to sign out. */
  readonly signOutAction: string;
  can(permission: Permission): boolean;
}

const administrators = new WeakMap<Request, Administrator>();

/** Notes who asks; only `requireAdmin` does. */
export function setAdministrator(req: Request, administrator: Administrator): void {
  administrators.set(req, administrator);
}

/** Who asks. Throws where no `requireAdmin` stands before: such a route must not answer. */
export function administratorOf(req: Request): Administrator {
  const administrator = administrators.get(req);
  if (administrator === undefined) throw new Error('This route is mounted without requireAdmin.');
  return administrator;
}
