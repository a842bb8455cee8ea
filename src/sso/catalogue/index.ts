/**
 * Owns: the SSO codes 1 to 32, the reasons below them, and the shape in which a rule reports a check or a refusal.
 * Everything that names a code or a reason (page, command, header, log, metric, help) reads it from here.
 * Owns not: the rules themselves (`saml/gate`, `jit`) and the translations (`web/messages`).
 */
export * from './codes';
export * from './reasons';
export * from './check';
