import type { Request, RequestHandler, Response } from 'express';
import type { Database } from '../db';
import { secretOf, type HostCookies } from '../sessions';
import { readOperator } from './operatorSessions';

/** What knowing the operator of a request needs. */
export interface OperatorSessionDependencies {
  readonly database: Database;
  readonly clock: () => Date;
  readonly operatorCookies: HostCookies;
}

/** Lets only operators pass; everybody else is sent to the operators' sign-in. One statement. */
export function asOperator(
  { database, clock, operatorCookies }: OperatorSessionDependencies,
  answer: (req: Request, res: Response, operatorEmail: string) => Promise<void>,
): RequestHandler {
  return async (req, res) => {
    const token = secretOf(operatorCookies.read(req, 'usher-operator'));
    const operator = token === null ? null : await readOperator(database, token, clock());
    if (operator === null) res.redirect(303, '/operator/sign-in');
    else await answer(req, res, operator.email);
  };
}
