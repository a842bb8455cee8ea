import { nameIdFormats, namespaces } from '../names';
import type { AssertionClaims, Claims } from './claims';
import { attributeOf, childrenNamed, textOf } from './element';
import { fail, pass, type Judgement } from './judgement';
import { identifierHint } from './nearMiss';

/** Destination must be our address to the octet; only an unsigned Response may leave it out (SAML Bindings 3.5.5.2). */
export function judgeDestination({ response, responseCarriesSignature, settings }: Claims): Judgement {
  const destination = attributeOf(response, 'Destination');
  if (destination === settings.acsUrl) return pass('Destination is our address.');
  if (destination === null && !responseCarriesSignature) return pass('The Response is unsigned and names none.');
  return fail(14, 'destination_wrong', {
    why: destination === null ? 'The signed Response names no Destination.' : 'Destination is another address.',
    field: 'Destination',
    expected: settings.acsUrl,
    received: destination,
    hint: destination === null ? undefined : identifierHint(settings.acsUrl, destination),
  });
}

/** A Response must name its issuer when it is signed or holds an encrypted assertion (SAML Profiles 4.1.4.2). */
export function judgeResponseIssuer(claims: Claims): Judgement {
  const needed = claims.responseCarriesSignature || claims.encrypted;
  if (!needed && childrenNamed(claims.response, namespaces.saml, 'Issuer').length === 0) {
    return pass('The unsigned Response names no issuer.');
  }
  return judgeIssuer(claims.response, claims.settings.idpEntityId);
}

/** The issuer of the assertion must be the identity provider of this connection, to the octet. */
export function judgeAssertionIssuer(claims: AssertionClaims): Judgement {
  return judgeIssuer(claims.assertion, claims.settings.idpEntityId);
}

/** The issuer of a Response or an assertion; null when it is missing, doubled or not plain text. */
export function issuerOf(parent: Element): string | null {
  const issuers = childrenNamed(parent, namespaces.saml, 'Issuer');
  return issuers.length === 1 && issuers[0] ? textOf(issuers[0]) : null;
}

/** The issuer of any message or assertion must be named once, as an entity, and be `expected` to the octet. */
export function judgeIssuer(parent: Element, expected: string): Judgement {
  const field = `Issuer of the ${parent.localName}`;
  const issuers = childrenNamed(parent, namespaces.saml, 'Issuer');
  const received = issuerOf(parent);
  if (received === null || received === '') {
    const why = issuers.length > 1 ? 'The issuer stands twice.' : 'The issuer is missing.';
    return fail(24, 'issuer_missing', { why, field, expected });
  }
  const format = issuers[0] ? attributeOf(issuers[0], 'Format') : null;
  if (format !== null && format !== nameIdFormats.entity) {
    const why = 'The issuer is not named as an entity.';
    return fail(24, 'issuer_wrong', { why, field, expected: nameIdFormats.entity, received: format });
  }
  if (received === expected) return pass(`The issuer is ${expected}.`);
  return fail(24, 'issuer_wrong', {
    why: 'The issuer is not the identity provider of this connection.',
    field,
    expected,
    received,
    hint: identifierHint(expected, received),
  });
}
