/**
 * Owns: the verdict on a posted SAMLResponse, and on logout messages (`logout/`). Base64, XML, signatures, encryption and
 * every claim are judged here and nowhere else, in one fixed order (SAML Core, Bindings 3.4 and 3.5, Profiles 4.1.4 and
 * 4.4.4). Pure: settings and time are arguments.
 * Owns not: HTTP, the database (it answers two checks through `judgeState`), who the person is (`jit`), and what
 * becomes of a verified assertion (`sso`).
 */
export { findAmbiguous } from './attributes';
export { parseDateTime } from './dates';
export { allElements, attributeOf, childrenNamed, elementChildren, isNamed, textOf, trimXml } from './element';
export { gateChecks, gateCheckIds, type GateCheckId } from './checks';
export { judgeState } from './judgeState';
export * from './logout';
export { readForm, type FormReading } from './readForm';
export { runGate } from './runGate';
export { readSignatureShape, SignatureShapeError } from './signatureShape';
export { verifySignature } from './verifySignature';
export type * from './types';
