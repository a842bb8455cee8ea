import { addressProblems, providerState, type ConnectionState, type ProviderState } from '../sites';
import { digestOf, type MetadataTrust } from './decideRefresh';
import { readTrusted } from './readTrusted';

/** What metadata that somebody gives for a connection would change. */
export type MetadataComparison =
  /** It cannot be used; one sentence or clause each. */
  | { readonly outcome: 'unusable'; readonly problems: readonly string[] }
  /** Another entity ID is another identity provider: that is a connection of its own. */
  | { readonly outcome: 'other_provider'; readonly entityId: string }
  | { readonly outcome: 'ended'; readonly validUntil: Date }
  | {
      readonly outcome: 'same' | 'differs';
      readonly proposed: ProviderState;
      /** The text that counts of it. */
      readonly xml: string;
      readonly trust: MetadataTrust;
    };

/** Compares metadata with a connection. Who vouches for it is told and not judged: whoever sees both sides decides. Pure. */
export function compareMetadata(
  xml: string,
  state: ConnectionState,
  { allowHttp, now }: { readonly allowHttp: boolean; readonly now: Date },
): MetadataComparison {
  const read = readTrusted(xml, state);
  if ('problems' in read) return { outcome: 'unusable', problems: read.problems };
  const { metadata, trust } = read;
  if (metadata.entityId !== state.entityId) return { outcome: 'other_provider', entityId: metadata.entityId };
  if (metadata.validUntil !== null && metadata.validUntil <= now) {
    return { outcome: 'ended', validUntil: metadata.validUntil };
  }
  const problems = addressProblems(metadata, undefined, allowHttp);
  if (problems.length > 0) return { outcome: 'unusable', problems };
  const proposed = providerState(metadata, state.ssoBinding);
  const outcome = digestOf(proposed) === digestOf(state) ? 'same' : 'differs';
  return { outcome, proposed, xml: read.xml, trust };
}
