import type { Json } from '../schema';
import { deepestValue, isDeeperThan } from './limits';

/** The object or array that a text holds as JSON; undefined when it holds neither, or one nested too deeply. */
export function jsonOfText(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const json = JSON.parse(text) as Json;
    return isDeeperThan(json, deepestValue) ? undefined : json;
  } catch {
    return undefined;
  }
}
