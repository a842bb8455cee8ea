import { createHash } from 'node:crypto';
import { usernameKey } from '../../accounts';
import type { StoredSite } from './storedSite';

/** The states somebody saw before they changed something, each by its tag (`tagOf`). */
export interface ExpectedStates {
  readonly site?: string;
  /** By name. */
  readonly connections?: Readonly<Record<string, string>>;
  /** By number. */
  readonly trackingCodes?: Readonly<Record<number, string>>;
  /** By name. */
  readonly workspaces?: Readonly<Record<string, string>>;
  /** By user name. */
  readonly accounts?: Readonly<Record<string, string>>;
}

/**
 * A short text that stands for a state, for the hidden field of a form: the same for the same state, another one for
 * another. What is not there has a tag too, so that two people do not both make it.
 */
export function tagOf(state: object | null | undefined): string {
  const text = state === null || state === undefined ? '' : JSON.stringify(state);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** Which of the expected things are not any more as somebody saw them, named as in the activity log. */
export function movedOn(expected: ExpectedStates, stored: StoredSite | null): string[] {
  const moved = (
    tags: Readonly<Record<string, string>> | undefined,
    find: (key: string) => object | undefined,
    subject: (key: string) => string = (key) => key,
  ) => Object.entries(tags ?? {}).flatMap(([key, tag]) => (tagOf(find(key)) === tag ? [] : [subject(key)]));
  const slug = stored?.slug ?? '';
  return [
    ...moved(expected.site === undefined ? {} : { [slug]: expected.site }, () => stored?.state),
    ...moved(expected.connections, (name) => stored?.connections.find(({ state }) => state.name === name)?.state),
    ...moved(
      expected.trackingCodes,
      (number) => stored?.trackingCodes.find((code) => String(code.number) === number),
      (number) => `TC${number}`,
    ),
    ...moved(expected.workspaces, (name) => stored?.workspaces.find(({ state }) => state.name === name)?.state),
    ...moved(expected.accounts, (name) => stored?.accounts.find((one) => one.usernameKey === usernameKey(name))?.state),
  ];
}
