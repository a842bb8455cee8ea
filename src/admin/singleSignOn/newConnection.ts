import { parseMetadata, type IdpMetadata } from '../../saml';
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
export function sourceOf({ xml, url, entityId }: NewConnectionForm): 'xml' | 'url' | 'hand' | null {
  const named = [xml !== '' && 'xml', url !== '' && 'url', entityId !== '' && 'hand'] as const;
  const found = named.filter((source) => source !== false);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The change of the site that makes the connection, with the documents it names. */
export function newConnectionChange(form: NewConnectionForm): {
  readonly connection: ConnectionChange;
  readonly files: NamedFiles;
} {
  const { name, enabled, xml, url, entityId, ssoUrl, certificates } = form;
  if (entityId !== '') {
    const pinned = certificates === '' ? {} : { certificates: [{ pem: certificates }] };
    return { connection: { name, enabled, entityId, ssoUrl: ssoUrl === '' ? null : ssoUrl, ...pinned }, files: {} };
  }
  const [metadata, document] = url === '' ? [{ file: 'metadata' }, 'metadata'] : [{ url }, url];
  return { connection: { name, enabled, metadata }, files: { [document]: xml } };
}

/** The metadata of the form, as it was read; null without any. */
export function metadataOf({ xml, entityId }: NewConnectionForm): IdpMetadata | null {
  if (xml === '' || entityId !== '') return null;
  const result = parseMetadata(xml);
  return 'metadata' in result ? result.metadata : null;
}
