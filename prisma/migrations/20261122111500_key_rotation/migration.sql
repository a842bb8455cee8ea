-- Retired keys are kept for a stated time and then deleted, so it must be known since when they are retired.
ALTER TABLE "site_keys" ADD COLUMN "retired_at" TIMESTAMPTZ(3);
ALTER TABLE "signing_keys" ADD COLUMN "retired_at" TIMESTAMPTZ(3);
UPDATE "site_keys" SET "retired_at" = CURRENT_TIMESTAMP WHERE "state" = 'retired';
UPDATE "signing_keys" SET "retired_at" = CURRENT_TIMESTAMP WHERE "state" = 'retired';

-- However many processes rotate at once: one key that is used and at most one that is announced.
CREATE UNIQUE INDEX "site_keys_one_in_use" ON "site_keys"("site_id", "use", "state") WHERE "state" <> 'retired';
CREATE UNIQUE INDEX "signing_keys_one_in_use" ON "signing_keys"("state") WHERE "state" <> 'retired';
