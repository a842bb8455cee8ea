/** Characters of bodies that a provisioning may have kept at once after a rest, and in an hour for ever. */
const mostAtOnce = 20_000_000;
const perHour = 20_000_000;
const hourMs = 3_600_000;
const mostRemembered = 10_000;

/**
 * How much of what provisionings send and get is kept, each by itself: a client that sends nothing but large requests, all of
 * them refused, must not fill the database. Every process decides by itself.
 */
export class BodyAllowance {
  private readonly left = new Map<string, { characters: number; at: number }>();

  /** Takes the bodies of a call out of what may be kept; false when they are more than is left. */
  take(provisioningId: string, bodies: readonly (string | null)[], now: Date): boolean {
    const wanted = bodies.reduce((sum, body) => sum + (body?.length ?? 0), 0);
    if (wanted === 0) return true;
    const known = this.left.get(provisioningId);
    const regained = known ? (Math.max(0, now.getTime() - known.at) / hourMs) * perHour : 0;
    const characters = known ? Math.min(mostAtOnce, known.characters + regained) : mostAtOnce;
    const isEnough = wanted <= characters;
    if (known === undefined && this.left.size >= mostRemembered) this.left.clear();
    this.left.set(provisioningId, { characters: isEnough ? characters - wanted : characters, at: now.getTime() });
    return isEnough;
  }
}
