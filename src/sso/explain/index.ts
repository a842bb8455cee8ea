/**
 * Owns: judging a response that somebody kept in a file, without signing anybody in.
 * Owns not: the judging itself (`sso/judge.ts`) and printing (`cli`).
 */
export { explain, type Explanation } from './explain';
export { readSample, type Sample } from './readSample';
