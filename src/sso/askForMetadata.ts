import type { RefreshRequests } from '../metadata';
import type { LoadedConnection } from '../sites';
import type { Finding, ReasonId } from './catalogue';
import type { Judgement } from './judge';

/** What asking for metadata needs of the process around it. */
export interface MetadataContext {
  readonly metadataRequests: Pick<RefreshRequests, 'ask'>;
}

/** Reasons that a key which is not pinned yet would explain. */
const unknownKey: ReadonlySet<ReasonId> = new Set(['certificate_unknown', 'signature_invalid']);

/**
 * Lets a response that no pinned key signed ask for a look at the metadata, where it has an address, and says so in the
 * finding. The judgement stays what it is: nothing is fetched here, and the sign-in stays refused.
 */
export async function askForMetadata(
  { metadataRequests }: MetadataContext,
  connection: LoadedConnection,
  judgement: Judgement,
  now: Date,
): Promise<Judgement> {
  if (judgement.outcome !== 'refused' || !connection.looksForMetadata) return judgement;
  const [finding, ...others] = judgement.refusal.findings;
  if (!unknownKey.has(finding.reason)) return judgement;
  const at = await metadataRequests.ask(connection, now);
  if (at === null) return judgement;
  const hint = `a look at the identity provider's metadata was started at ${at.toISOString()}`;
  const told: Finding = { ...finding, hint: finding.hint === undefined ? hint : `${finding.hint}; ${hint}` };
  return { ...judgement, refusal: { ...judgement.refusal, findings: [told, ...others] } };
}
