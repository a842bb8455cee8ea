import { parseMetadata, parsePinnedCertificate, type IdpMetadata } from '../../saml';
import { addressRules } from './fieldRules';
import type { FieldProblem } from './describeIssues';
import { ruleOfMessage, wordRule } from './fieldRule';
import type { WrittenConnection } from './siteFileSchema';
import type { CertificateState, ConnectionState } from './siteState';
import type { FieldPath } from './yamlSource';

/**
 * Contents of files, by the name a site file gives them, and of fetched metadata, by its address; or why there are none.
 */
export type NamedFiles = Readonly<Record<string, string | { readonly problem: string }>>;

/** A connection as the file gives it, the files it names read. */
export type FileConnection = Omit<WrittenConnection, 'metadata' | 'certificates'> & {
  readonly metadata?: IdpMetadata;
  /** Where its metadata is looked for from now on; null: nowhere. */
  readonly metadataUrl?: string | null;
  readonly certificates?: readonly CertificateState[];
};

/** What metadata says, and the file therefore must not say a second time. `ssoBinding` may choose among what it offers. */
const saidByMetadata = ['entityId', 'ssoUrl', 'sloUrl', 'sloResponseUrl', 'sloBinding', 'certificates'] as const;

/** Puts the contents of the files a connection names in their place and reads them. */
export function resolveConnection(
  written: WrittenConnection,
  path: FieldPath,
  files: NamedFiles,
  allowHttp: boolean,
): { readonly connection: FileConnection; readonly problems: readonly FieldProblem[] } {
  const { metadata: metadataSource, certificates: certificateSources, ...rest } = written;
  const problems: FieldProblem[] = [];
  const note: Note = (at, message) => void problems.push({ path: [...path, ...at], message });
  const certificates = certificateSources?.flatMap((source, index) => readSource(source, index, files, note));
  const metadata = metadataSource ? readMetadata(metadataSource, written, files, allowHttp, note) : undefined;
  return {
    connection: {
      ...rest,
      ...(certificates === undefined ? {} : { certificates: eachOnce(certificates) }),
      ...(metadata === undefined ? {} : { metadata }),
      // Another source of metadata takes the place of the one before.
      ...(metadataSource === undefined ? {} : { metadataUrl: metadataSource?.url ?? null }),
    },
    problems,
  };
}

type Note = (at: FieldPath, message: string) => void;
type MetadataSource = NonNullable<WrittenConnection['metadata']>;

function readSource(
  source: NonNullable<WrittenConnection['certificates']>[number],
  index: number,
  files: NamedFiles,
  note: Note,
): CertificateState[] {
  if (source.file === undefined) {
    return readCertificates(source.pem ?? '', (message) => note(['certificates', index, 'pem'], message));
  }
  const at = ['certificates', index, 'file'];
  const text = contentsOf(files, source.file);
  if (typeof text === 'string') return readCertificates(text, (message) => note(at, `${source.file}: ${message}`));
  note(at, missingFile(source.file));
  return [];
}

function readMetadata(
  source: MetadataSource,
  written: WrittenConnection,
  files: NamedFiles,
  allowHttp: boolean,
  note: Note,
): IdpMetadata | undefined {
  for (const field of saidByMetadata) {
    if (written[field] !== undefined) note([field], 'is said by the metadata too; keep one of them');
  }
  const [at, name, prefix] =
    source.file === undefined ? ['url', source.url ?? '', ''] : ['file', source.file, `${source.file}: `];
  const tell = (message: string) => note(['metadata', at], prefix + message);
  const xml = contentsOf(files, name);
  if (typeof xml !== 'string') {
    note(['metadata', at], xml?.problem ?? (at === 'file' ? missingFile(name) : 'was not fetched'));
    return undefined;
  }
  const result = parseMetadata(xml);
  if ('problems' in result) {
    result.problems.forEach(tell);
    return undefined;
  }
  addressProblems(result.metadata, written.ssoBinding, allowHttp).forEach(tell);
  return result.metadata;
}

/**
 * Why the addresses of metadata cannot be used, one clause each. They obey the same rule as those written by hand: a browser
 * is sent there.
 *
 * @param binding the one that is wished for; undefined when any will do
 */
export function addressProblems(
  metadata: IdpMetadata,
  binding: 'redirect' | 'post' | undefined,
  allowHttp: boolean,
): string[] {
  const { address } = addressRules(allowHttp);
  const found = {
    'the redirect binding': metadata.ssoUrl.redirect,
    'the POST binding': metadata.ssoUrl.post,
    'logout by the redirect binding': metadata.sloUrl.redirect,
    'logout by the POST binding': metadata.sloUrl.post,
    'answers to logout by the redirect binding': metadata.sloResponseUrl.redirect,
    'answers to logout by the POST binding': metadata.sloResponseUrl.post,
  };
  const problems: string[] = [];
  for (const [what, url] of Object.entries(found)) {
    const result = address.safeParse(url ?? undefined);
    if (url === null || result.success) continue;
    const rule = ruleOfMessage(result.error.issues[0]?.message ?? '');
    problems.push(`the address for ${what} ${rule === null ? 'cannot be used' : wordRule(rule)}, is ${url}`);
  }
  if (binding !== undefined && metadata.ssoUrl[binding] === null) {
    problems.push(`it offers no sign-in with the ${binding} binding`);
  }
  return problems;
}

/** What metadata says of a connection. */
export type ProviderState = Pick<
  ConnectionState,
  'entityId' | 'ssoUrl' | 'ssoBinding' | 'sloUrl' | 'sloResponseUrl' | 'sloBinding' | 'certificates'
>;

/**
 * What a connection has when metadata counts.
 *
 * @param wished the binding to keep when the metadata still offers it
 */
export function providerState(metadata: IdpMetadata, wished: 'redirect' | 'post' | undefined): ProviderState {
  const offered = (['redirect', 'post'] as const).filter((binding) => metadata.ssoUrl[binding] !== null);
  const ssoBinding = offered.find((binding) => binding === wished) ?? offered[0] ?? 'redirect';
  const certificates = metadata.certificates.flatMap((pem) => readCertificates(pem, () => undefined));
  return {
    entityId: metadata.entityId,
    ssoUrl: metadata.ssoUrl[ssoBinding],
    ssoBinding,
    ...logoutState(metadata, ssoBinding),
    certificates: eachOnce(certificates),
  };
}

/** Logout messages travel as the sign-in does, unless the identity provider takes them by the other binding alone. */
function logoutState({ sloUrl, sloResponseUrl }: IdpMetadata, ssoBinding: 'redirect' | 'post') {
  const other = ssoBinding === 'redirect' ? 'post' : 'redirect';
  const binding = sloUrl[ssoBinding] === null && sloUrl[other] !== null ? other : ssoBinding;
  return {
    sloUrl: sloUrl[binding],
    sloResponseUrl: sloUrl[binding] === null ? null : sloResponseUrl[binding],
    sloBinding: binding === ssoBinding ? null : binding,
  };
}

const pemBlock = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** All certificates of a text: one or several PEM blocks, or bare base64. */
function readCertificates(text: string, note: (message: string) => void): CertificateState[] {
  const blocks = text.match(pemBlock) ?? [text];
  return blocks.flatMap((block) => {
    const certificate = parsePinnedCertificate(block);
    if (!('problem' in certificate)) return [{ pem: canonicalPem(block), fingerprint: certificate.fingerprint }];
    note(certificate.problem);
    return [];
  });
}

/** PEM with lines of 64 characters, so that the same certificate is always the same text. */
export function canonicalPem(pem: string): string {
  const base64 = pem.replace(/-----[^-]+-----|\s/g, '');
  return `-----BEGIN CERTIFICATE-----\n${(base64.match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
}

function eachOnce(certificates: readonly CertificateState[]): CertificateState[] {
  return [...new Map(certificates.map((certificate) => [certificate.fingerprint, certificate])).values()];
}

function contentsOf(files: NamedFiles, name: string): NamedFiles[string] | undefined {
  return Object.hasOwn(files, name) ? files[name] : undefined;
}

function missingFile(name: string): string {
  return `the file ${name} cannot be read (it is looked for beside the site file)`;
}
