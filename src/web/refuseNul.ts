import type { RequestHandler } from 'express';

/**
 * Refuses (400) every address that holds U+0000, encoded. The database can store and compare no such text, so it would
 * end as a failure of ours that any stranger can cause; nobody's site, connection or name has one.
 */
export function refuseNul(): RequestHandler {
  return (req, _res, next) => {
    if (!req.originalUrl.includes('%00')) {
      next();
      return;
    }
    next(Object.assign(new Error('The address holds U+0000.'), { status: 400 }));
  };
}
