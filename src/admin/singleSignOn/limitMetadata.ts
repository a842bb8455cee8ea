import type { RequestHandler } from 'express';
import { countAgainst } from '../../rateLimits';
import { sendTooMany } from '../../web';
import { administratorOf } from '../administrator';
import type { AreaDependencies } from '../dependencies';

/**
 * Counts the metadata that an administrator sends, and answers 429 when it is too much in a minute: reading it keeps the
 * process busy. Put it before what reads the body.
 */
export function limitMetadata({ database, rateLimits, clock }: AreaDependencies): RequestHandler {
  return async (req, res, next) => {
    const { accountId, actor } = administratorOf(req);
    const usedUp = await countAgainst(database, rateLimits.ofPerson('metadata', accountId ?? actor), clock());
    if (usedUp === null) next();
    else sendTooMany(req, res, usedUp.until, clock());
  };
}
