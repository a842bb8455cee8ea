import { fetchAll } from '../../metadata';
import type { AreaDependencies } from '../dependencies';

/** Fetches the metadata that a form names by its address, in the place of what was pasted; or why there is none. */
export async function fetchInto<Form extends { readonly url: string; readonly xml: string }>(
  { config, insecureLoopback: allowHttp, clock }: AreaDependencies,
  form: Form,
): Promise<Form | { readonly problem: string }> {
  const options = { allowedHosts: config.metadataAllowedHosts, allowHttp };
  const document = (await fetchAll([form.url], options, clock()))[form.url];
  if (typeof document !== 'string') return document ?? { problem: 'was not fetched' };
  return { ...form, xml: document };
}
