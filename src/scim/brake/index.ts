/**
 * Owns: the brake on mass changes: counting whom a provisioning deactivates or strips, holding it when that is too much
 * (design 8) with a mail to those who can mend it, and letting it go on.
 * Owns not: the limits (settings of a provisioning), the page on which an administrator lets it go on, the answer 429
 * (`scim/routes`, with `brakeRetryAfterSeconds`).
 */
export { decideBrake, countedSince, type BrakeLimits, type BrakeVerdict } from './decideBrake';
export { brakeRetryAfterSeconds, countRemovals, underBrake } from './countRemovals';
export { releaseBrake, type BrakeRelease } from './releaseBrake';
export { mailHeld, type HeldMailDependencies } from './mailHeld';
