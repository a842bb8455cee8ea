/**
 * Owns: judging a response that somebody kept in a file, or that an attempt kept, without signing anybody in.
 * Owns not: the judging itself (`sso/judge.ts`) and printing (`cli`).
 */
export { explain, type Explanation } from './explain';
export { replayAttempt, type NoReplay, type Replay, type ReplayDependencies } from './replay';
export { readSample, type Sample } from './readSample';
