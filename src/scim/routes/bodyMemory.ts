/** Bytes of bodies that a process holds at once: of one client, and of all of them. */
export const heldAtMost = { ofOne: 48 * 1_048_576, ofAll: 128 * 1_048_576 } as const;

/** The room that the body of one call takes. */
export interface HeldBody {
  /**
   * What the body came to.
   *
   * @returns false when there is no room for that
   */
  resize(bytes: number): boolean;
  /** Gives the room back; to be called once, when the call has been answered. */
  release(): void;
}

/**
 * Keeps the bodies of calls that are carried out at this moment within bounds. A call may hold its body for half a minute while it waits for
 * a membership, and what is read out of it takes several times its length: a few clients could take all memory otherwise.
 */
export class BodyMemory {
  private readonly ofOne = new Map<string, number>();
  private ofAll = 0;

  /**
   * Takes room for a body that is to be read.
   *
   * @param bytes as announced, or as guessed
   * @returns null when there is no room now
   */
  take(provisioningId: string, bytes: number): HeldBody | null {
    let held = 0;
    const resize = (to: number): boolean => {
      if (to > held && !this.hasRoom(provisioningId, to - held)) return false;
      this.add(provisioningId, to - held);
      held = to;
      return true;
    };
    return resize(bytes) ? { resize, release: () => void resize(0) } : null;
  }

  private hasRoom(provisioningId: string, more: number): boolean {
    const own = this.ofOne.get(provisioningId) ?? 0;
    return own + more <= heldAtMost.ofOne && this.ofAll + more <= heldAtMost.ofAll;
  }

  private add(provisioningId: string, more: number): void {
    const own = (this.ofOne.get(provisioningId) ?? 0) + more;
    if (own > 0) this.ofOne.set(provisioningId, own);
    else this.ofOne.delete(provisioningId);
    this.ofAll += more;
  }
}
