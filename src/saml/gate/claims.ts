import type { GateSettings } from './types';

/** What the checks of content read: trees, and how they were come by. */
export interface Claims {
  /** The Response: canonical bytes when it was signed, else the document as posted. */
  readonly response: Element;
  /** A signature over the Response itself verified. */
  readonly responseSigned: boolean;
  /** The Response carries a signature, verified or not. */
  readonly responseCarriesSignature: boolean;
  /** Null when there is none to read: none or several came, or it could not be decrypted. */
  readonly assertion: Element | null;
  readonly encrypted: boolean;
  readonly settings: GateSettings;
  readonly now: Date;
}

/** The same, for checks that need the assertion. */
export interface AssertionClaims extends Claims {
  readonly assertion: Element;
}

/** The skew of the connection in milliseconds. */
export function skewMs(settings: GateSettings): number {
  return settings.clockSkewSeconds * 1000;
}
