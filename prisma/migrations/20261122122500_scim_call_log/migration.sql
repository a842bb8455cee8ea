-- All calls of a site, newest first.
CREATE INDEX "scim_calls_site_id_id_idx" ON "scim_calls"("site_id", "id" DESC);

-- The few that went wrong, among the many that did not.
CREATE INDEX "scim_calls_unsuccessful" ON "scim_calls"("provisioning_id", "id" DESC) WHERE "outcome" IN ('refused', 'failed', 'held');

-- Bodies are kept shorter than their calls: what keeping house looks for.
CREATE INDEX "scim_calls_with_bodies" ON "scim_calls"("id") WHERE "request_body_encrypted" IS NOT NULL OR "response_body_encrypted" IS NOT NULL;
