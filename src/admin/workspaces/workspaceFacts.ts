import type { Request } from 'express';
import type { WorkspaceFacts } from '../../workspaces';
import { administratorOf } from '../administrator';
import type { AreaDependencies } from '../dependencies';

/** In whose name workspaces are changed. */
export function workspaceFactsOf({ database, clock }: AreaDependencies, req: Request): WorkspaceFacts {
  const { siteId, actor } = administratorOf(req);
  return { database, siteId, actor, now: clock() };
}
