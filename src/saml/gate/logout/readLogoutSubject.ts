import { namespaces } from '../../names';
import { decryptElement } from '../decrypt';
import { childrenNamed, elementChildren, isNamed, textOf } from '../element';
import { pass, type Judgement } from '../judgement';
import { legacyAllows } from '../signatures';
import { readNameId } from '../subject';
import type { NameId } from '../types';
import { malformed, type LogoutClaims } from './judgeLogoutClaims';

/** The subject of a LogoutRequest as read; `nameId` is null when the judgement fails. */
export interface LogoutSubjectReading {
  readonly judgement: Judgement;
  readonly nameId: NameId | null;
  readonly sessionIndexes: readonly string[];
}

/** Reads exactly one NameID, encrypted for us or not, and any number of SessionIndex (SAML Core 3.7.1). */
export function readLogoutSubject(claims: LogoutClaims): LogoutSubjectReading {
  const identifiers = elementChildren(claims.root).filter(({ localName }) =>
    ['BaseID', 'NameID', 'EncryptedID'].includes(localName),
  );
  const [identifier] = identifiers;
  if (identifier === undefined || identifiers.length > 1) {
    return invalid(`The LogoutRequest names ${identifiers.length} identifiers.`, String(identifiers.length));
  }
  const element = isNamed(identifier, namespaces.saml, 'EncryptedID') ? decrypted(identifier, claims) : identifier;
  if (element === null) return invalid('The EncryptedID could not be used.', 'EncryptedID');
  if (!isNamed(element, namespaces.saml, 'NameID')) return invalid('It is not a NameID.', element.localName);
  const value = textOf(element);
  if (value === null || value === '') return invalid('The NameID is empty or holds an element.', null);
  const texts = childrenNamed(claims.root, namespaces.samlp, 'SessionIndex').map(textOf);
  const sessionIndexes = texts.filter((text): text is string => text !== null && text !== '');
  // One that cannot be read must not turn "this session" into "every session".
  if (sessionIndexes.length < texts.length) return invalid('A SessionIndex is empty or holds an element.', null);
  return { judgement: pass('There is one NameID.'), nameId: readNameId(element, value), sessionIndexes };
}

/** Only below a signature that verified; one answer for every cause, as with assertions. */
function decrypted(element: Element, { settings: { gate }, now }: LogoutClaims): Element | null {
  const isNameId = (root: Element) => isNamed(root, namespaces.saml, 'NameID');
  const allowCbc = legacyAllows(gate.legacyAlgorithms, 'cbc', now);
  return decryptElement(element, gate.decryptionKeys, allowCbc, isNameId)?.root ?? null;
}

function invalid(why: string, received: string | null): LogoutSubjectReading {
  const detail = { why, field: 'NameID', expected: 'one NameID', received };
  return { judgement: malformed('request', detail), nameId: null, sessionIndexes: [] };
}
