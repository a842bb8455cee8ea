-- One-time links that are mailed to the owner of an account. What they are bound to closes them when it changes.
CREATE TABLE "account_links" (
    "token_hash" TEXT NOT NULL,
    "site_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "bound" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_links_pkey" PRIMARY KEY ("token_hash")
);

CREATE INDEX "account_links_account_id_created_at_idx" ON "account_links"("account_id", "created_at");

CREATE INDEX "account_links_site_id_idx" ON "account_links"("site_id");

CREATE INDEX "account_links_expires_at_idx" ON "account_links"("expires_at");

ALTER TABLE "account_links" ADD CONSTRAINT "account_links_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
