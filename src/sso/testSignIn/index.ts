/**
 * Owns: test sign-ins: starting one, telling its answer from everybody else's, leaving nothing but its result, and what
 * that result is good for (requiring single sign-on).
 * Owns not: the judgement, which is that of every sign-in (`sso/judge`), and the pages (`admin/singleSignOn`).
 */
export { decideTest, type TestAnswer } from './decideTest';
export { mayRequire, type Requirable } from './mayRequire';
export { planTest } from './planTest';
export { settingsDigest } from './settingsDigest';
export { startTest, type TestDependencies, type TestStart } from './startTest';
export { findOpenTest, readTest, testResultPath, type StoredTest } from './testStore';
