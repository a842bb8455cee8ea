import { scimError } from '../errors';
import type { Quirk, QuirkId } from '../quirks';
import { findSubAttribute, type Attribute } from '../schema';
import type { Logic } from './filter';
import { readTokens, unexpected, unexpectedEnd, type Token } from './readTokens';

const mostTests = 100;
const mostLevels = 20;
const pathCharacter = /[A-Za-z0-9_\-.:$]/;
const keyword = /^(?:and|or|not|eq|ne|co|sw|ew|gt|ge|lt|le|pr)$/i;

/** Goes through the pieces of a filter from left to right, once, and keeps its limits. */
export class FilterCursor {
  readonly quirks: Quirk[] = [];
  private readonly tokens: readonly Token[];
  private next = 0;
  private level = 0;
  private tests = 0;

  /** @throws ScimError rows 17 and 19, as readTokens */
  constructor(text: string) {
    this.tokens = readTokens(text);
  }

  peek(): Token | undefined {
    return this.tokens[this.next];
  }

  /** @throws ScimError row 19 at the end, row 18 when something else stands there */
  take(kind?: Token['kind']): Token {
    const token = this.peek();
    if (!token) throw unexpectedEnd();
    if (kind !== undefined && token.kind !== kind) throw unexpected(`'${token.text.slice(0, 40)}'`, token.at);
    this.next += 1;
    return token;
  }

  /** @throws ScimError row 18 when something is left over */
  requireEnd(): void {
    const token = this.peek();
    if (token) throw unexpected(`'${token.text.slice(0, 40)}'`, token.at);
  }

  note(id: QuirkId, at: string): void {
    this.quirks.push({ id, at });
  }

  /** `or` below `and` below `not ( … )`, `( … )` and what `leaf` reads (RFC 7644 section 3.4.2.2). */
  readLogic<Leaf>(leaf: () => Logic<Leaf>): Logic<Leaf> {
    return this.readJoined('or', () => this.readJoined('and', () => this.readFactor(leaf)));
  }

  private readJoined<Leaf>(kind: 'and' | 'or', read: () => Logic<Leaf>): Logic<Leaf> {
    const first = read();
    const operands = [first];
    while (this.takeWord(kind)) operands.push(read());
    return operands.length === 1 ? first : { kind, operands };
  }

  private readFactor<Leaf>(leaf: () => Logic<Leaf>): Logic<Leaf> {
    const isNot = this.takeWord('not');
    if (!isNot && this.peek()?.kind !== '(') {
      this.tests += 1;
      if (this.tests > mostTests) throw scimError(17, { note: `more than ${mostTests} tests` });
      return leaf();
    }
    this.take('(');
    this.level += 1;
    if (this.level > mostLevels) throw scimError(17, { note: `more than ${mostLevels} levels` });
    const inner = this.readLogic(leaf);
    this.take(')');
    this.level -= 1;
    return isNot ? { kind: 'not', operand: inner } : inner;
  }

  private takeWord(word: string): boolean {
    const token = this.peek();
    if (token?.kind !== 'word' || token.text.toLowerCase() !== word) return false;
    this.next += 1;
    return true;
  }

  /**
   * An attribute path, not yet resolved.
   *
   * @throws ScimError row 18, naming the character that no path holds
   */
  takePath(): Token {
    const token = this.take();
    if (token.kind !== 'word' || keyword.test(token.text)) throw unexpected(`'${token.text.slice(0, 40)}'`, token.at);
    const wrong = /^[A-Za-z]/.test(token.text) ? [...token.text].findIndex((one) => !pathCharacter.test(one)) : 0;
    if (wrong === -1) return token;
    const character = [...token.text][wrong] ?? '';
    throw unexpected(`character '${character}'`, token.at + [...token.text].slice(0, wrong).join('').length);
  }

  /**
   * The `.value` that clients write behind a bracket; null when there is none.
   *
   * @throws ScimError row 20 for a sub-attribute the attribute does not have
   */
  takeSubAttributeAfter(close: Token, attribute: Attribute): Attribute | null {
    const token = this.peek();
    if (token?.kind !== 'word' || token.at !== close.at + 1 || !token.text.startsWith('.')) return null;
    this.next += 1;
    const sub = findSubAttribute(attribute, token.text.slice(1));
    if (!sub)
      throw scimError(20, {
        attribute: `${attribute.name}${token.text}`,
        note: `unknown attribute at position ${token.at}`,
      });
    return sub;
  }
}
