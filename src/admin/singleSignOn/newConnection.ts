import { parseMetadata, type MetadataResult } from '../../saml';
import type { NamedFiles } from '../../sites';
import type { FormValues } from '../../web';
import type { ConnectionChange } from './connectionSettings';

/** Largest bodies in bytes. Metadata is read up to 2 MB; coded into a form it may be three times as long. */
export const largestMetadataForm = { multipart: 3 * 1024 * 1024, form: 7 * 1024 * 1024 };

/** What the form of a new connection holds. */
export interface NewConnectionForm {
  readonly name: string;
  readonly enabled: boolean;
  /** Metadata, pasted, from a file, or as it was found at the address. */
  readonly xml: string;
  readonly url: string;
  readonly entityId: string;
  readonly ssoUrl: string;
  readonly certificates: string;
}

/** An empty form. */
export const emptyNewConnection: NewConnectionForm = {
  name: '',
  enabled: false,
  xml: '',
  url: '',
  entityId: '',
  ssoUrl: '',
  certificates: '',
};

/** What was sent. A file counts as pasted metadata. */
export function readNewConnection(values: FormValues): NewConnectionForm {
  const file = values.file('file');
  return {
    name: values.text('name'),
    enabled: values.isTicked('enabled'),
    xml: file === null ? values.text('xml') : file.content.toString('utf8').replaceAll('\0', ''),
    url: values.text('url'),
    entityId: values.text('entityId'),
    ssoUrl: values.text('ssoUrl'),
    certificates: values.text('certificates'),
  };
}

/** By which of its ways the form describes the identity provider; null when it names none, or several. */
export function sourceOf(form: NewConnectionForm): 'xml' | 'url' | 'hand' | null {
  const { xml, url } = form;
  const named = [xml !== '' && 'xml', url !== '' && 'url', isByHand(form) && 'hand'] as const;
  const found = named.filter((source) => source !== false);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** True when anything was entered by hand: none of it may be passed over in silence. */
function isByHand({ entityId, ssoUrl, certificates }: NewConnectionForm): boolean {
  return entityId !== '' || ssoUrl !== '' || certificates !== '';
}

/** The change of the site that makes the connection, with the documents it names. */
export function newConnectionChange(form: NewConnectionForm): {
  readonly connection: ConnectionChange;
  readonly files: NamedFiles;
} {
  const { name, enabled, xml, url, entityId, ssoUrl, certificates } = form;
  if (isByHand(form)) {
    const pinned = certificates === '' ? {} : { certificates: [{ pem: certificates }] };
    return { connection: { name, enabled, entityId, ssoUrl: ssoUrl === '' ? null : ssoUrl, ...pinned }, files: {} };
  }
  const [metadata, document] = url === '' ? [{ file: 'metadata' }, 'metadata'] : [{ url }, url];
  return { connection: { name, enabled, metadata }, files: { [document]: xml } };
}

/** The metadata of the form as it was read, or why it cannot be used; null without any. */
export function metadataOf(form: NewConnectionForm): MetadataResult | null {
  return form.xml === '' || isByHand(form) ? null : parseMetadata(form.xml);
}
