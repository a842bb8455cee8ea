import { DOMParser, XMLSerializer } from '@xmldom/xmldom';

/** Whom the people of the identity provider may ask. */
export interface MetadataContact {
  readonly name: string | null;
  readonly email: string;
}

/** What node-saml's metadata lacks or says too much of. */
export interface MetadataCompletion {
  /** Current, then next: any of them may be used to encrypt (saml2int SDP-SP38). */
  readonly encryptionCertificates: readonly string[];
  readonly authnRequestsSigned: boolean;
  /** Our logout address, for both bindings: redirect first, as saml2int prefers it (SDP-SP24). */
  readonly logoutUrl: string;
  readonly displayName: string;
  readonly contact: MetadataContact | null;
}

const md = 'urn:oasis:names:tc:SAML:2.0:metadata';
const ds = 'http://www.w3.org/2000/09/xmldsig#';
const mdui = 'urn:oasis:names:tc:SAML:metadata:ui';
const xml = 'http://www.w3.org/XML/1998/namespace';

const logoutBindings = [
  'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
];

/** What an identity provider may encrypt with for us: the same list the gate accepts without an exception. */
const encryptionMethods = [
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  'http://www.w3.org/2009/xmlenc11#rsa-oaep',
];

/**
 * Adds what node-saml cannot say: several encryption certificates, GCM alone, logout by both bindings, whether requests are signed (it says yes
 * as soon as there is a key), a display name and a technical contact (SAML Metadata 2.4, MDUI 2.1).
 */
export function completeMetadata(draft: string, completion: MetadataCompletion): string {
  const document = new DOMParser().parseFromString(draft, 'text/xml');
  const entity = document.documentElement;
  const role = entity?.getElementsByTagNameNS(md, 'SPSSODescriptor')[0];
  if (!entity || !role) throw new Error('node-saml made metadata without an SPSSODescriptor');
  role.setAttribute('AuthnRequestsSigned', String(completion.authnRequestsSigned));
  const firstAfterKeys = [...childElements(role)].find((child) => child.localName !== 'KeyDescriptor') ?? null;
  for (const certificate of completion.encryptionCertificates) {
    role.insertBefore(encryptionKey(document, certificate), firstAfterKeys);
  }
  for (const binding of logoutBindings) {
    role.insertBefore(logoutService(document, binding, completion.logoutUrl), firstAfterKeys);
  }
  role.insertBefore(uiInfo(document, completion.displayName), role.firstChild);
  if (completion.contact) entity.appendChild(contactPerson(document, completion.contact));
  return new XMLSerializer().serializeToString(document);
}

function* childElements(parent: Element): Generator<Element> {
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === 1) yield node as Element;
  }
}

function encryptionKey(document: Document, certificatePem: string): Element {
  const key = document.createElementNS(md, 'KeyDescriptor');
  key.setAttribute('use', 'encryption');
  const info = key.appendChild(document.createElementNS(ds, 'ds:KeyInfo'));
  const data = info.appendChild(document.createElementNS(ds, 'ds:X509Data'));
  const certificate = data.appendChild(document.createElementNS(ds, 'ds:X509Certificate'));
  certificate.appendChild(document.createTextNode(certificatePem.replace(/-----[^-]+-----/g, '').trim()));
  for (const algorithm of encryptionMethods) {
    const method = document.createElementNS(md, 'EncryptionMethod');
    method.setAttribute('Algorithm', algorithm);
    key.appendChild(method);
  }
  return key;
}

function logoutService(document: Document, binding: string, location: string): Element {
  const service = document.createElementNS(md, 'SingleLogoutService');
  service.setAttribute('Binding', binding);
  service.setAttribute('Location', location);
  return service;
}

function uiInfo(document: Document, displayName: string): Element {
  const extensions = document.createElementNS(md, 'Extensions');
  const info = extensions.appendChild(document.createElementNS(mdui, 'mdui:UIInfo'));
  const name = document.createElementNS(mdui, 'mdui:DisplayName');
  name.setAttributeNS(xml, 'xml:lang', 'en');
  name.appendChild(document.createTextNode(displayName));
  info.appendChild(name);
  return extensions;
}

function contactPerson(document: Document, contact: MetadataContact): Element {
  const person = document.createElementNS(md, 'ContactPerson');
  person.setAttribute('contactType', 'technical');
  if (contact.name) append(document, person, 'GivenName', contact.name);
  append(document, person, 'EmailAddress', `mailto:${contact.email}`);
  return person;
}

function append(document: Document, parent: Element, name: string, text: string): void {
  const element = parent.appendChild(document.createElementNS(md, name));
  element.appendChild(document.createTextNode(text));
}
