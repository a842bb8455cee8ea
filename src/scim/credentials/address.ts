/** Where a provisioning is reached: what its client is given as base address. Without a slash at its end. */
export function provisioningAddress(publicUrl: string, provisioningId: string): string {
  return `${publicUrl}/scim/v2/${provisioningId}`;
}

/** Where a provisioning of type oauth gives tokens (RFC 6749 section 3.2). */
export function tokenAddress(publicUrl: string, provisioningId: string): string {
  return `${provisioningAddress(publicUrl, provisioningId)}/oauth/token`;
}
