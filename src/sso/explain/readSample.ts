import { z } from 'zod';

/** What was found in a file that somebody kept of a sign-in. */
export type Sample =
  | {
      readonly outcome: 'response';
      /** The value as the ACS would have received it, base64. */
      readonly samlResponse: string;
      /** Which form it had. */
      readonly form: 'xml' | 'base64' | 'form post' | 'HAR';
    }
  | { readonly outcome: 'problem'; readonly problem: string };

const largestFile = 64 * 1024 * 1024;

/** The part of the HTTP archive format 1.2 that is read. */
const har = z.object({
  log: z.object({
    entries: z.array(
      z.object({
        request: z.object({
          method: z.string(),
          url: z.string(),
          postData: z
            .object({
              text: z.string().optional(),
              params: z.array(z.object({ name: z.string(), value: z.string().optional() })).optional(),
            })
            .optional(),
        }),
      }),
    ),
  }),
});

/**
 * Reads a kept sign-in: raw XML, base64, a saved form post, or a HAR, of which the last post that holds a SAMLResponse is
 * taken.
 *
 * @param text the whole file
 */
export function readSample(text: string): Sample {
  if (text.length > largestFile)
    return { outcome: 'problem', problem: `The file is larger than ${largestFile} characters.` };
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') return { outcome: 'problem', problem: 'The file is empty.' };
  if (trimmed.startsWith('<')) {
    return { outcome: 'response', samlResponse: Buffer.from(trimmed, 'utf8').toString('base64'), form: 'xml' };
  }
  if (trimmed.startsWith('{')) return readHar(trimmed);
  const posted = responseOfForm(trimmed);
  if (posted !== null) return { outcome: 'response', samlResponse: posted, form: 'form post' };
  if (/^[A-Za-z0-9+/=\s]+$/.test(trimmed)) return { outcome: 'response', samlResponse: trimmed, form: 'base64' };
  return {
    outcome: 'problem',
    problem: 'The file is neither XML, base64, a form post with SAMLResponse=…, nor a HAR.',
  };
}

function readHar(text: string): Sample {
  const parsed = har.safeParse(parseJson(text));
  if (!parsed.success)
    return { outcome: 'problem', problem: 'The file looks like JSON but is not an HTTP archive (HAR).' };
  const posts = parsed.data.log.entries.filter(({ request }) => request.method === 'POST').reverse();
  for (const { request } of posts) {
    const param = request.postData?.params?.find(({ name }) => name === 'SAMLResponse')?.value;
    // Browsers differ in whether params are decoded; base64 has no percent sign of its own.
    const value = param?.includes('%') ? decoded(param) : param;
    const found = value ?? responseOfForm(request.postData?.text ?? '');
    if (found) return { outcome: 'response', samlResponse: found, form: 'HAR' };
  }
  return {
    outcome: 'problem',
    problem: 'The HAR holds no post with a SAMLResponse. Record it with "preserve log" switched on.',
  };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function responseOfForm(body: string): string | null {
  if (!/(?:^|&)SAMLResponse=/.test(body)) return null;
  return new URLSearchParams(body).get('SAMLResponse');
}
