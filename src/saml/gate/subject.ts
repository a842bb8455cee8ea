import { nameIdFormats, namespaces } from '../names';
import type { AttributeReading } from './attributes';
import { attributeOf, childrenNamed, elementChildren, textOf, trimXml } from './element';
import { fail, pass, skip, type Judgement } from './judgement';
import type { GateSettings, NameId } from './types';

/** In octets of UTF-8, as the index that finds it again counts it; 256 letters of any script (SAML Core 8.3.7) fit. */
const longestNameId = 1024;
/** Control, format (bidirectional, zero width) and separator characters, and letters that show nothing. */
const invisible = /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\u034F|\u115F|\u1160|\u17B4|\u17B5|\u3164|\uFFA0/u;
const email = /^[^\s@]+@[^\s@]+$/;

/** The subject as read. */
export interface SubjectReading {
  readonly judgement: Judgement;
  /** Null when absent, blank or encrypted. */
  readonly nameId: NameId | null;
  readonly confirmations: readonly Element[];
}

/** Reads the one Subject (SAML Core 2.4.1): at most one identifier, which holds text alone. */
export function readSubject(assertion: Element): SubjectReading {
  const subjects = childrenNamed(assertion, namespaces.saml, 'Subject');
  const [subject] = subjects;
  if (subject === undefined) {
    const judgement = fail(2, 'username_missing', { why: 'The assertion has no Subject.', field: 'Subject' });
    return { judgement, nameId: null, confirmations: [] };
  }
  if (subjects.length > 1) return invalidSubject('There are several Subjects.', String(subjects.length));
  const identifiers = elementChildren(subject).filter((child) =>
    ['NameID', 'BaseID', 'EncryptedID'].includes(child.localName),
  );
  if (identifiers.length > 1) return invalidSubject('The Subject names several identifiers.', null);
  const confirmations = childrenNamed(subject, namespaces.saml, 'SubjectConfirmation');
  const element = childrenNamed(subject, namespaces.saml, 'NameID')[0];
  if (element === undefined) {
    return { judgement: pass('There is one Subject, without NameID.'), nameId: null, confirmations };
  }
  const value = textOf(element);
  if (value === null) return invalidSubject('The NameID holds an element.', null);
  const nameId = value === '' ? null : readNameId(element, value);
  return { judgement: pass('There is one Subject with one NameID.'), nameId, confirmations };
}

function invalidSubject(why: string, received: string | null): SubjectReading {
  const judgement = fail(13, 'subject_invalid', { why, field: 'Subject', received });
  return { judgement, nameId: null, confirmations: [] };
}

/** A NameID with its qualifiers; empty ones count as absent. */
export function readNameId(element: Element, value: string): NameId {
  return {
    value,
    format: attributeOf(element, 'Format'),
    nameQualifier: attributeOf(element, 'NameQualifier') || null,
    spNameQualifier: attributeOf(element, 'SPNameQualifier') || null,
  };
}

/** At least one of the sources of the user name is present and filled; which one decides is not this check's matter. */
export function judgeUsernameSource(
  nameId: NameId | null,
  attributes: AttributeReading,
  { usernameFrom }: GateSettings,
): Judgement {
  const source = usernameFrom.find((name) =>
    name === 'NameID' ? nameId !== null : (attributes.values.get(name) ?? []).some((value) => value !== ''),
  );
  if (source !== undefined) return pass(`${source} is there.`);
  return fail(2, 'username_missing', {
    why: 'No source of the user name is present and filled.',
    field: 'NameID',
    expected: usernameFrom.join(', '),
    received: [...attributes.values.keys()].join(', ') || null,
    hint: sourceHint(usernameFrom, attributes),
  });
}

/** Attribute names are case sensitive, which is the commonest reason why a source is not found. */
function sourceHint(sources: readonly string[], { values }: AttributeReading): string | undefined {
  for (const source of sources.filter((name) => name !== 'NameID')) {
    const near = [...values.keys()].find((name) => trimXml(name).toLowerCase() === source.toLowerCase());
    if (near !== undefined && near !== source) return `${source} is present as ${near}`;
    if (near === source) return `${source} is present but empty`;
  }
  return undefined;
}

/** NameQualifier may name the identity provider or us, SPNameQualifier only us (SAML Core 8.3.7). */
export function judgeQualifiers(nameId: NameId | null, settings: GateSettings): Judgement {
  if (nameId === null) return skip('There is no NameID.');
  const { nameQualifier, spNameQualifier } = nameId;
  const { idpEntityId, spEntityId } = settings;
  if (nameQualifier !== null && nameQualifier !== idpEntityId && nameQualifier !== spEntityId) {
    return wrongQualifier('NameQualifier', `${idpEntityId} or ${spEntityId}`, nameQualifier);
  }
  if (spNameQualifier !== null && spNameQualifier !== spEntityId) {
    return wrongQualifier('SPNameQualifier', spEntityId, spNameQualifier);
  }
  return pass('Qualifiers are absent or ours.');
}

function wrongQualifier(field: string, expected: string, received: string): Judgement {
  return fail(10, 'name_qualifier_wrong', { why: `${field} names somebody else.`, field, expected, received });
}

/** The format demanded by the connection, and the form an announced e-mail address must have. */
export function judgeNameIdFormat(nameId: NameId | null, { nameIdFormat }: GateSettings): Judgement {
  if (nameId === null) return skip('There is no NameID.');
  const format = nameId.format ?? nameIdFormats.unspecified;
  if (nameIdFormat !== 'unspecified' && format !== nameIdFormats[nameIdFormat]) {
    return fail(25, 'name_id_format_wrong', {
      why: 'The NameID has another format than the connection demands.',
      field: 'NameID',
      expected: nameIdFormats[nameIdFormat],
      received: format,
    });
  }
  if (format === nameIdFormats.emailAddress && !email.test(nameId.value)) {
    return fail(25, 'name_id_not_email', {
      why: 'The NameID is announced as an e-mail address but is none.',
      field: 'NameID',
      expected: 'name@domain',
      received: nameId.value,
    });
  }
  return pass(`The format is ${format}.`);
}

/** Length, Unicode NFC, and no character that a person could not see. */
export function judgeNameIdCharacters(nameId: NameId | null): Judgement {
  if (nameId === null) return skip('There is no NameID.');
  const { value } = nameId;
  const length = Buffer.byteLength(value);
  if (length > longestNameId) {
    return badCharacters('The NameID is too long.', `at most ${longestNameId} octets`, String(length));
  }
  if (value !== value.normalize('NFC')) {
    return badCharacters('The NameID is not in Unicode NFC.', value.normalize('NFC'), value);
  }
  const found = invisible.exec(value);
  if (found !== null) {
    const codePoint = found[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
    return badCharacters('The NameID holds an invisible character.', 'visible characters', `U+${codePoint}`);
  }
  return pass('The NameID is visible and normalized.');
}

function badCharacters(why: string, expected: string, received: string): Judgement {
  return fail(25, 'name_id_characters', { why, field: 'NameID', expected, received });
}
