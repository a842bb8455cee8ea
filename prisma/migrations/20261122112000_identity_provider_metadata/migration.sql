-- What the last look at the metadata of a connection brought. A table of its own: a column of connections would make every
-- process load its settings anew after each look.
CREATE TABLE "metadata_checks" (
    "connection_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "checked_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "problem" TEXT,
    "etag" TEXT,
    "state_digest" TEXT,
    "requested_at" TIMESTAMPTZ(3),

    CONSTRAINT "metadata_checks_pkey" PRIMARY KEY ("connection_id")
);

CREATE INDEX "metadata_checks_site_id_idx" ON "metadata_checks"("site_id");

ALTER TABLE "metadata_checks" ADD CONSTRAINT "metadata_checks_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Metadata that waits for an administrator.
CREATE TABLE "held_metadata" (
    "connection_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "proposed" JSONB NOT NULL,
    "reasons" TEXT[],
    "held_at" TIMESTAMPTZ(3) NOT NULL,
    "dropped_at" TIMESTAMPTZ(3),

    CONSTRAINT "held_metadata_pkey" PRIMARY KEY ("connection_id")
);

CREATE INDEX "held_metadata_site_id_idx" ON "held_metadata"("site_id");

ALTER TABLE "held_metadata" ADD CONSTRAINT "held_metadata_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Mails about what ends soon, each threshold once.
CREATE TABLE "expiry_notices" (
    "site_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "threshold" INTEGER NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "expiry_notices_pkey" PRIMARY KEY ("site_id","subject","threshold")
);

ALTER TABLE "expiry_notices" ADD CONSTRAINT "expiry_notices_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE CASCADE ON UPDATE CASCADE;
