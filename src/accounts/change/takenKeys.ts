import { confusableKey, emailKey, usernameKey } from '../names';
import { problemOf, type AccountProblem } from './accountProblem';

/** The keys under which an account's names are unique in its site. */
export interface AccountKeys {
  readonly id: string;
  readonly usernameKey: string;
  readonly confusableKey: string;
  readonly emailKey: string | null;
}

/** The names an account has or wants. */
export interface AccountNames {
  readonly username: string;
  readonly email: string | null;
}

/**
 * Who has which name in a site, kept up while several changes are decided one after another: user names are unique by
 * two keys (NFC, and NFKC against look-alikes), e-mail addresses by one (design 6.3).
 */
export class TakenKeys {
  private readonly usernames = new Map<string, string>();
  private readonly lookAlikes = new Map<string, string>();
  private readonly emails = new Map<string, string>();

  constructor(accounts: Iterable<AccountKeys>) {
    for (const account of accounts) this.add(account);
  }

  private add(account: AccountKeys): void {
    this.usernames.set(account.usernameKey, account.id);
    this.lookAlikes.set(account.confusableKey, account.id);
    if (account.emailKey !== null) this.emails.set(account.emailKey, account.id);
  }

  /**
   * Whether the names are free for this account. A name it keeps is never judged again.
   *
   * @param before its names so far; null for a new account
   */
  judge(id: string, before: AccountNames | null, after: AccountNames): AccountProblem[] {
    const isTaken = (owners: ReadonlyMap<string, string>, key: string) => (owners.get(key) ?? id) !== id;
    const problems: AccountProblem[] = [];
    if (before?.username !== after.username) {
      const received = after.username;
      if (isTaken(this.usernames, usernameKey(received))) {
        problems.push(problemOf('username', 'username_taken', { received }));
      } else if (isTaken(this.lookAlikes, confusableKey(received))) {
        problems.push(problemOf('username', 'username_confusable', { received }));
      }
    }
    const { email } = after;
    if (email !== null && before?.email !== email && isTaken(this.emails, emailKey(email))) {
      problems.push(problemOf('email', 'email_taken', { received: email }));
    }
    return problems;
  }

  /** Takes note of names an account gives up and takes; null on either side when there are none. */
  replace(id: string, before: AccountNames | null, after: AccountNames | null): void {
    if (before !== null) {
      this.usernames.delete(usernameKey(before.username));
      this.lookAlikes.delete(confusableKey(before.username));
      if (before.email !== null) this.emails.delete(emailKey(before.email));
    }
    if (after === null) return;
    const { username, email } = after;
    this.add({
      id,
      usernameKey: usernameKey(username),
      confusableKey: confusableKey(username),
      emailKey: email === null ? null : emailKey(email),
    });
  }
}
