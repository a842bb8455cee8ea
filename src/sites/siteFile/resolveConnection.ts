import { parseMetadata, parsePinnedCertificate, type IdpMetadata } from '../../saml';
import { addressRules } from './fieldRules';
import type { FieldProblem } from './describeIssues';
import { ruleOfMessage, wordRule } from './fieldRule';
import type { WrittenConnection } from './siteFileSchema';
import type { CertificateState } from './siteState';
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
const saidByMetadata = ['entityId', 'ssoUrl', 'sloUrl', 'certificates'] as const;

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
  judgeAddresses(result.metadata, written, allowHttp, tell);
  return result.metadata;
}

/** Addresses from metadata obey the same rule as those written by hand: a browser is sent there. */
function judgeAddresses(
  metadata: IdpMetadata,
  written: WrittenConnection,
  allowHttp: boolean,
  note: (message: string) => void,
): void {
  const { address } = addressRules(allowHttp);
  const found = {
    'the redirect binding': metadata.ssoUrl.redirect,
    'the POST binding': metadata.ssoUrl.post,
    logout: metadata.sloUrl,
  };
  for (const [what, url] of Object.entries(found)) {
    const result = address.safeParse(url ?? undefined);
    if (url === null || result.success) continue;
    const rule = ruleOfMessage(result.error.issues[0]?.message ?? '');
    note(`the address for ${what} ${rule === null ? 'cannot be used' : wordRule(rule)}, is ${url}`);
  }
  if (written.ssoBinding !== undefined && metadata.ssoUrl[written.ssoBinding] === null) {
    note(`it offers no sign-in with the ${written.ssoBinding} binding`);
  }
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

/** Certificates as the metadata lists them, with their fingerprints. */
export function certificatesOfMetadata(metadata: IdpMetadata): CertificateState[] {
  return eachOnce(metadata.certificates.flatMap((pem) => readCertificates(pem, () => undefined)));
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
