/**
 * Owns: the pages of this area. SCIM clients of a site: their list, settings, set-up texts and call log.
 * Owns not: the rules (`scim/credentials`), the brake (`scim/brake`), what calls mean (`scim/calls`), and secrets, which their
 * owner sees under My Account (`account`).
 */
export { provisioningHref } from './addresses';
export { provisioningRoutes } from './routes';
