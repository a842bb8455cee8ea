import type { TargetSettings } from '../sites';

const longestTarget = 2048;
// Browsers drop tabs and line ends from addresses and read a backslash as a slash: refuse instead of guessing.
const deceptive = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s\\]/u;

/**
 * The address a person is sent to: the requested one when it lies on our own origin or on an allowed one, else the
 * site's default, else My Account. Never anywhere else (security cases 191 and 192).
 *
 * @param requested an absolute address, or a path of ours that begins with one slash; anything else is ignored
 * @returns an absolute address in ASCII, safe in a header
 */
export function decideTarget(requested: string | null | undefined, settings: TargetSettings): string {
  return allowedTarget(requested, settings) ?? defaultTarget(settings);
}

/** The requested address when it may be followed, else null. */
export function allowedTarget(requested: string | null | undefined, settings: TargetSettings): string | null {
  if (!requested || requested.length > longestTarget || isDeceptive(requested)) return null;
  const own = new URL(settings.publicUrl).origin;
  const url = parseRequested(requested, own);
  if (!url || url.username !== '' || url.password !== '') return null;
  return url.origin === own || isAllowedOrigin(url.origin, settings.allowedTargets) ? url.href : null;
}

/** True when the origin is one of the allowed ones, compared as browsers compare origins. */
export function isAllowedOrigin(origin: string, allowedTargets: readonly string[]): boolean {
  return allowedTargets.some((allowed) => originOf(allowed) === origin);
}

function defaultTarget({ publicUrl, defaultTarget: chosen }: TargetSettings): string {
  const account = `${publicUrl}/account`;
  return chosen !== null && originOf(chosen) !== null ? new URL(chosen).href : account;
}

function parseRequested(requested: string, own: string): URL | null {
  if (requested.startsWith('/')) {
    return requested.startsWith('//') || !URL.canParse(requested, own) ? null : new URL(requested, own);
  }
  return originOf(requested) === null ? null : new URL(requested);
}

/** The origin of an absolute http(s) address, null for everything else. */
function originOf(address: string): string | null {
  if (!/^https?:\/\/[^/]/i.test(address) || !URL.canParse(address)) return null;
  return new URL(address).origin;
}

function isDeceptive(requested: string): boolean {
  if (deceptive.test(requested)) return true;
  try {
    return /[\p{Cc}\\]/u.test(decodeURIComponent(requested));
  } catch {
    // Percent signs that encode nothing, or not UTF-8: nobody means such an address.
    return true;
  }
}
