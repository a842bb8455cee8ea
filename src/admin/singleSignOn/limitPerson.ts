import type { RequestHandler } from 'express';
import { countAgainst, type CountedOfPerson } from '../../rateLimits';
import { sendTooMany } from '../../web';
import { administratorOf } from '../administrator';
import type { AreaDependencies } from '../dependencies';

/**
 * Counts what an administrator has done that keeps the process busy, and answers 429 when it is too much in a minute. Put
 * it before what reads the body.
 */
export function limitPerson(
  { database, rateLimits, clock }: AreaDependencies,
  counted: CountedOfPerson,
): RequestHandler {
  return async (req, res, next) => {
    const { accountId, actor } = administratorOf(req);
    const usedUp = await countAgainst(database, rateLimits.ofPerson(counted, accountId ?? actor), clock());
    if (usedUp === null) next();
    else sendTooMany(req, res, usedUp.until, clock());
  };
}
