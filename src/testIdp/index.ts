/**
 * Owns: the demo: its site, its people and their stories, and the identity provider that signs their answers. It exists only
 * while DEMO is on and serves the demo's site alone.
 * Owns not: judging those answers; they arrive at the same ACS as everybody's.
 */
export { demoConnection, demoLinks, demoSite } from './demoSite';
export { prepareDemo, type Demo } from './prepareDemo';
export { testIdpRoutes } from './routes';
