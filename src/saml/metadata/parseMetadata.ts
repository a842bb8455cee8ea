import { attributeOf, childrenNamed, elementChildren, isNamed, parseDateTime, textOf, trimXml } from '../gate';
import { namespaces } from '../names';
import { parsePinnedCertificate } from '../pinnedCertificate';
import { MetadataViolation, parseTree } from './parseTree';

/** What one identity provider says of itself. */
export interface IdpMetadata {
  readonly entityId: string;
  /** SingleSignOnService by binding; null where it offers none. At least one is there. */
  readonly ssoUrl: { readonly redirect: string | null; readonly post: string | null };
  /** SingleLogoutService by binding; null where it offers none. */
  readonly sloUrl: { readonly redirect: string | null; readonly post: string | null };
  /** Where answers to logout requests go by binding (ResponseLocation); null: where requests go. */
  readonly sloResponseUrl: { readonly redirect: string | null; readonly post: string | null };
  /** Signing certificates as PEM, in document order, each once; a key without `use` counts (SAML Metadata 2.4.1.1). */
  readonly certificates: readonly string[];
  readonly nameIdFormats: readonly string[];
  readonly wantAuthnRequestsSigned: boolean;
  /** The moment from which it counts no more (SAML Metadata 2.3.1, 2.3.2, 2.4.1): the earliest of the entity, its role and groups around it. */
  readonly validUntil: Date | null;
}

/** The metadata, or every reason why it cannot be used, each a sentence. */
export type MetadataResult = { readonly metadata: IdpMetadata } | { readonly problems: readonly string[] };

/** The namespace of metadata. */
export const md = 'urn:oasis:names:tc:SAML:2.0:metadata';
const bindings = {
  redirect: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  post: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
} as const;
const longestEntityId = 1024;
const mostListed = 10;

/**
 * Reads SAML 2.0 metadata: one EntityDescriptor, or an EntitiesDescriptor that holds exactly one identity provider.
 * Namespaces are compared exactly; unknown elements and extensions are passed over. Its signature and dates are not
 * judged here; the date is given along. Addresses come as they are written; whether they may be used is for the caller's rule on addresses.
 */
export function parseMetadata(xml: string): MetadataResult {
  try {
    const entity = chooseEntity(parseTree(xml).root);
    return readEntity(entity.entity, entity.role);
  } catch (error) {
    if (error instanceof MetadataViolation) return { problems: [error.message] };
    throw error;
  }
}

interface IdpEntity {
  readonly entity: Element;
  readonly role: Element;
}

function chooseEntity(root: Element): IdpEntity {
  if (!isNamed(root, md, 'EntityDescriptor') && !isNamed(root, md, 'EntitiesDescriptor')) {
    throw new MetadataViolation(
      `It is not SAML 2.0 metadata: the root is ${root.localName}, not EntityDescriptor or EntitiesDescriptor.`,
    );
  }
  const entities = isNamed(root, md, 'EntityDescriptor') ? [root] : entitiesBelow(root);
  const providers = entities.flatMap((entity) => {
    const roles = childrenNamed(entity, md, 'IDPSSODescriptor').filter(speaksSaml2);
    return roles.map((role) => ({ entity, role }));
  });
  const [only] = providers;
  if (only === undefined) {
    throw new MetadataViolation('It describes no SAML 2.0 identity provider (IDPSSODescriptor).');
  }
  if (providers.length > 1) {
    const names = providers.map(({ entity }) => attributeOf(entity, 'entityID') ?? '(no entityID)');
    const more = names.length > mostListed ? ` and ${names.length - mostListed} more` : '';
    throw new MetadataViolation(
      `It describes ${names.length} identity providers: ${names.slice(0, mostListed).join(', ')}${more}. ` +
        'Save the one you want into a file of its own.',
    );
  }
  return only;
}

/** All EntityDescriptors below an EntitiesDescriptor; these may be nested (SAML Metadata 2.3.1), at most as deep as the pre-check lets. */
function entitiesBelow(group: Element): Element[] {
  return elementChildren(group).flatMap((child) => {
    if (isNamed(child, md, 'EntityDescriptor')) return [child];
    return isNamed(child, md, 'EntitiesDescriptor') ? entitiesBelow(child) : [];
  });
}

function speaksSaml2(role: Element): boolean {
  return (attributeOf(role, 'protocolSupportEnumeration') ?? '').split(/\s+/).includes(namespaces.samlp);
}

function readEntity(entity: Element, role: Element): MetadataResult {
  const problems: string[] = [];
  const entityId = trimXml(attributeOf(entity, 'entityID') ?? '');
  if (entityId === '' || entityId.length > longestEntityId) {
    problems.push(`entityID must be 1 to ${longestEntityId} characters long.`);
  }
  const ssoUrl = {
    redirect: locationOf(role, 'SingleSignOnService', bindings.redirect),
    post: locationOf(role, 'SingleSignOnService', bindings.post),
  };
  if (ssoUrl.redirect === null && ssoUrl.post === null) {
    problems.push('It has no SingleSignOnService with the HTTP-Redirect or HTTP-POST binding.');
  }
  const certificates = readCertificates(role, problems);
  const validUntil = readValidUntil(entity, role, problems);
  if (problems.length > 0) return { problems };
  return {
    metadata: {
      entityId,
      ssoUrl,
      sloUrl: {
        redirect: locationOf(role, 'SingleLogoutService', bindings.redirect),
        post: locationOf(role, 'SingleLogoutService', bindings.post),
      },
      sloResponseUrl: {
        redirect: locationOf(role, 'SingleLogoutService', bindings.redirect, 'ResponseLocation'),
        post: locationOf(role, 'SingleLogoutService', bindings.post, 'ResponseLocation'),
      },
      certificates,
      nameIdFormats: childrenNamed(role, md, 'NameIDFormat').flatMap((format) => textOf(format) ?? []),
      wantAuthnRequestsSigned: ['true', '1'].includes(attributeOf(role, 'WantAuthnRequestsSigned') ?? 'false'),
      validUntil,
    },
  };
}

function readValidUntil(entity: Element, role: Element, problems: string[]): Date | null {
  const bounded = [role, entity];
  for (let group = entity.parentNode; group !== null && group.nodeType === entity.nodeType; group = group.parentNode) {
    bounded.push(group as Element);
  }
  const written = bounded.flatMap((element) => attributeOf(element, 'validUntil') ?? []);
  const dates = written.flatMap((text) => parseDateTime(trimXml(text)) ?? []);
  if (dates.length < written.length) problems.push('validUntil is not a time (such as 2027-03-31T00:00:00Z).');
  return dates.toSorted((one, other) => one.getTime() - other.getTime())[0] ?? null;
}

function locationOf(
  role: Element,
  service: string,
  binding: string,
  which: 'Location' | 'ResponseLocation' = 'Location',
): string | null {
  const endpoints = childrenNamed(role, md, service).filter((endpoint) => attributeOf(endpoint, 'Binding') === binding);
  const location = endpoints[0] === undefined ? null : attributeOf(endpoints[0], which);
  return location === null || trimXml(location) === '' ? null : trimXml(location);
}

function readCertificates(role: Element, problems: string[]): string[] {
  const found = new Map<string, string>();
  const keys = childrenNamed(role, md, 'KeyDescriptor').filter((key) => attributeOf(key, 'use') !== 'encryption');
  keys.forEach((key, index) => {
    const texts = certificateTexts(key);
    // A second certificate beside the first would be a chain; pinning an issuer's key as a signer's would be wrong.
    if (new Set(texts).size > 1) {
      problems.push(`Signing key ${index + 1} holds several certificates; keep the one that signs.`);
      return;
    }
    const [text] = texts;
    if (text === undefined) return;
    const certificate = parsePinnedCertificate(text);
    if ('problem' in certificate) problems.push(`Signing key ${index + 1}: ${certificate.problem}`);
    else found.set(certificate.fingerprint, toPem(text));
  });
  if (found.size === 0 && problems.length === 0)
    problems.push('It has no signing certificate (KeyDescriptor with X509Certificate).');
  return [...found.values()];
}

function certificateTexts(key: Element): string[] {
  return childrenNamed(key, namespaces.ds, 'KeyInfo')
    .flatMap((info) => childrenNamed(info, namespaces.ds, 'X509Data'))
    .flatMap((data) => childrenNamed(data, namespaces.ds, 'X509Certificate'))
    .map((certificate) => (textOf(certificate) ?? '').replace(/\s+/g, ''));
}

function toPem(base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
