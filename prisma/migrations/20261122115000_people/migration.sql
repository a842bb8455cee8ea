-- The list of a site's accounts, in five orders. Each index begins with the status, so that a filter by it never reads
-- what it passes over; "C" makes the order of a page the same on every server, and lets a beginning be looked up.
CREATE INDEX "accounts_list_username" ON "accounts" ("site_id", "status", "username_key" COLLATE "C", "id");
CREATE INDEX "accounts_list_created" ON "accounts" ("site_id", "status", "id");
CREATE INDEX "accounts_list_email" ON "accounts" ("site_id", "status", (coalesce("email_key", '') COLLATE "C"), "id");
CREATE INDEX "accounts_list_name" ON "accounts"
  ("site_id", "status", (lower(coalesce("display_name", "username") COLLATE "C")), "id");
CREATE INDEX "accounts_list_sign_in" ON "accounts"
  ("site_id", "status", (coalesce("last_sign_in_at", '-infinity'::timestamptz)), "id");

-- Who may give rights on a site: looked at whenever an account changes, so that somebody always can.
CREATE INDEX "accounts_security_admins" ON "accounts" ("site_id")
  WHERE 'Org Security Admin' = ANY (roles);

-- CSV imports ----------------------------------------------------------------------------------------------------------

CREATE TYPE "ImportStatus" AS ENUM ('preview', 'running', 'done', 'stopped');
CREATE TYPE "ImportOutcome" AS ENUM ('create', 'update', 'unchanged', 'refuse');

CREATE TABLE "account_imports" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "account_id" UUID,
    "language" TEXT NOT NULL,
    "status" "ImportStatus" NOT NULL DEFAULT 'preview',
    "columns" TEXT[],
    "row_count" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_imports_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "account_imports_site_id_id_idx" ON "account_imports"("site_id", "id" DESC);
CREATE INDEX "account_imports_expires_at_idx" ON "account_imports"("expires_at");
ALTER TABLE "account_imports" ADD CONSTRAINT "account_imports_site_id_fkey" FOREIGN KEY ("site_id")
  REFERENCES "sites"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "account_import_rows" (
    "import_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "site_id" UUID NOT NULL,
    "fields" TEXT[],
    "foreseen" "ImportOutcome" NOT NULL,
    "foreseen_problems" JSONB NOT NULL DEFAULT '[]',
    "outcome" "ImportOutcome",
    "problems" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "account_import_rows_pkey" PRIMARY KEY ("import_id", "number")
);
ALTER TABLE "account_import_rows" ADD CONSTRAINT "account_import_rows_import_id_fkey" FOREIGN KEY ("import_id")
  REFERENCES "account_imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;
