/**
 * Owns: operators, the people who may act on all sites: their table, passwords, sessions and pages. They are made by the
 * command line or, on loopback, by a one-time link; by nothing else.
 * Owns not: people and administrators of sites (`accounts`, `sessions`).
 */
export { createOperatorLink, operatorLinkAddress } from './operatorLink';
export { readOperator, type SignedInOperator } from './operatorSessions';
export { addOperator, listOperators, removeOperator, verifyOperatorPassword } from './operatorStore';
export type { ListedOperator, NewOperator, OperatorVerdict } from './operatorStore';
export { operatorRoutes, type OperatorDependencies } from './routes';
