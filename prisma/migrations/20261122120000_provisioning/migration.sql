-- SCIM provisioning: clients and their secrets, what they know of people and groups, entitlements with their members, the log of
-- calls. Workspaces, which a site file could name before, become entitlements.

-- CreateEnum
CREATE TYPE "CredentialType" AS ENUM ('basic', 'bearer', 'oauth');

-- CreateEnum
CREATE TYPE "NamePolicy" AS ENUM ('allow', 'transliterate', 'reject');

-- CreateEnum
CREATE TYPE "EntitlementKind" AS ENUM ('org_role', 'workspace', 'workspace_role', 'workspace_group', 'inert');

-- AlterTable
ALTER TABLE "accounts" ADD COLUMN "suspended_by" UUID;

-- CreateTable
CREATE TABLE "provisionings" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "credential_type" "CredentialType" NOT NULL,
    "acting_account_id" UUID,
    "contact_name" TEXT,
    "contact_email" TEXT,
    "default_type" "AccountType" NOT NULL DEFAULT 'host',
    "name_policy" "NamePolicy" NOT NULL DEFAULT 'allow',
    "strict_attributes" BOOLEAN NOT NULL DEFAULT false,
    "reject_unmapped_groups" BOOLEAN NOT NULL DEFAULT false,
    "delete_workspace_groups" BOOLEAN NOT NULL DEFAULT false,
    "brake_count" INTEGER NOT NULL DEFAULT 20,
    "brake_percent" INTEGER NOT NULL DEFAULT 20,
    "brake_window_minutes" INTEGER NOT NULL DEFAULT 60,
    "held_since" TIMESTAMPTZ(3),
    "held_reason" TEXT,
    "released_at" TIMESTAMPTZ(3),
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "provisionings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provisioning_secrets" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "provisioning_id" UUID NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "provisioning_secrets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_profiles" (
    "account_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "main_email" JSONB NOT NULL DEFAULT '{"type": "work", "primary": true}',
    "other_emails" JSONB NOT NULL DEFAULT '[]',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_profiles_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "scim_links" (
    "provisioning_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "external_id" TEXT,
    "hidden_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scim_links_pkey" PRIMARY KEY ("provisioning_id","account_id")
);

-- CreateTable
CREATE TABLE "entitlements" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "site_id" UUID NOT NULL,
    "kind" "EntitlementKind" NOT NULL,
    "workspace_id" UUID,
    "provisioning_id" UUID,
    "name" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "display_name_key" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entitlements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entitlement_members" (
    "entitlement_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "granted_by" TEXT,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entitlement_members_pkey" PRIMARY KEY ("entitlement_id","account_id")
);

-- CreateTable
CREATE TABLE "scim_group_links" (
    "provisioning_id" UUID NOT NULL,
    "entitlement_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "external_id" TEXT,

    CONSTRAINT "scim_group_links_pkey" PRIMARY KEY ("provisioning_id","entitlement_id")
);

-- CreateTable
CREATE TABLE "scim_waits" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "provisioning_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "scim_waits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scim_removals" (
    "id" BIGSERIAL NOT NULL,
    "site_id" UUID NOT NULL,
    "provisioning_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "scim_removals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scim_calls" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "provisioning_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "query" TEXT,
    "status" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "error_id" TEXT,
    "account_id" UUID,
    "account_name" TEXT,
    "entitlement_id" UUID,
    "entitlement_name" TEXT,
    "summary" JSONB NOT NULL DEFAULT '{}',
    "user_agent" TEXT,
    "client_address" TEXT,
    "request_id" TEXT,
    "request_body_encrypted" TEXT,
    "response_body_encrypted" TEXT,

    CONSTRAINT "scim_calls_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "provisionings_site_id_name_key" ON "provisionings"("site_id", "name");

-- CreateIndex
CREATE INDEX "provisionings_acting_account_id_idx" ON "provisionings"("acting_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "provisioning_secrets_secret_hash_key" ON "provisioning_secrets"("secret_hash");

-- CreateIndex
CREATE INDEX "provisioning_secrets_provisioning_id_idx" ON "provisioning_secrets"("provisioning_id");

-- CreateIndex
CREATE INDEX "account_profiles_site_id_idx" ON "account_profiles"("site_id");

-- CreateIndex
CREATE INDEX "account_profiles_other_emails_idx" ON "account_profiles" USING GIN ("other_emails" jsonb_path_ops);

-- CreateIndex
CREATE INDEX "scim_links_account_id_idx" ON "scim_links"("account_id");

-- CreateIndex
CREATE INDEX "scim_links_provisioning_id_external_id_idx" ON "scim_links"("provisioning_id", "external_id");

-- CreateIndex
CREATE INDEX "entitlements_site_id_created_at_id_idx" ON "entitlements"("site_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "entitlements_workspace_id_idx" ON "entitlements"("workspace_id");

-- CreateIndex
CREATE INDEX "entitlements_provisioning_id_idx" ON "entitlements"("provisioning_id");

-- CreateIndex
CREATE INDEX "entitlement_members_account_id_idx" ON "entitlement_members"("account_id");

-- CreateIndex
CREATE INDEX "scim_group_links_entitlement_id_idx" ON "scim_group_links"("entitlement_id");

-- CreateIndex
CREATE INDEX "scim_group_links_provisioning_id_external_id_idx" ON "scim_group_links"("provisioning_id", "external_id");

-- CreateIndex
CREATE INDEX "scim_waits_provisioning_id_until_idx" ON "scim_waits"("provisioning_id", "until");

-- CreateIndex
CREATE INDEX "scim_removals_provisioning_id_at_idx" ON "scim_removals"("provisioning_id", "at");

-- CreateIndex
CREATE INDEX "scim_calls_provisioning_id_id_idx" ON "scim_calls"("provisioning_id", "id" DESC);

-- CreateIndex
CREATE INDEX "scim_calls_account_id_id_idx" ON "scim_calls"("account_id", "id" DESC);

-- CreateIndex
CREATE INDEX "scim_calls_entitlement_id_id_idx" ON "scim_calls"("entitlement_id", "id" DESC);

-- AddForeignKey
ALTER TABLE "provisionings" ADD CONSTRAINT "provisionings_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provisionings" ADD CONSTRAINT "provisionings_acting_account_id_fkey" FOREIGN KEY ("acting_account_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provisioning_secrets" ADD CONSTRAINT "provisioning_secrets_provisioning_id_fkey" FOREIGN KEY ("provisioning_id") REFERENCES "provisionings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_profiles" ADD CONSTRAINT "account_profiles_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scim_links" ADD CONSTRAINT "scim_links_provisioning_id_fkey" FOREIGN KEY ("provisioning_id") REFERENCES "provisionings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scim_links" ADD CONSTRAINT "scim_links_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlements" ADD CONSTRAINT "entitlements_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlements" ADD CONSTRAINT "entitlements_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "entitlements"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlements" ADD CONSTRAINT "entitlements_provisioning_id_fkey" FOREIGN KEY ("provisioning_id") REFERENCES "provisionings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement_members" ADD CONSTRAINT "entitlement_members_entitlement_id_fkey" FOREIGN KEY ("entitlement_id") REFERENCES "entitlements"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement_members" ADD CONSTRAINT "entitlement_members_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scim_group_links" ADD CONSTRAINT "scim_group_links_provisioning_id_fkey" FOREIGN KEY ("provisioning_id") REFERENCES "provisionings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scim_group_links" ADD CONSTRAINT "scim_group_links_entitlement_id_fkey" FOREIGN KEY ("entitlement_id") REFERENCES "entitlements"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scim_waits" ADD CONSTRAINT "scim_waits_provisioning_id_fkey" FOREIGN KEY ("provisioning_id") REFERENCES "provisionings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scim_removals" ADD CONSTRAINT "scim_removals_provisioning_id_fkey" FOREIGN KEY ("provisioning_id") REFERENCES "provisionings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scim_calls" ADD CONSTRAINT "scim_calls_provisioning_id_fkey" FOREIGN KEY ("provisioning_id") REFERENCES "provisionings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Rules the tables keep by themselves ----------------------------------------------------------------------------------

-- Two entitlements of a site never show under one name (they would be one group to a client); what grants nothing belongs to
-- the provisioning that made it.
CREATE UNIQUE INDEX entitlements_one_name ON entitlements (site_id, display_name_key) WHERE kind <> 'inert';
CREATE UNIQUE INDEX entitlements_one_inert_name ON entitlements (provisioning_id, display_name_key) WHERE kind = 'inert';
ALTER TABLE entitlements ADD CONSTRAINT entitlements_place CHECK (
  (kind IN ('workspace_role', 'workspace_group')) = (workspace_id IS NOT NULL) AND (kind = 'inert') = (provisioning_id IS NOT NULL));
ALTER TABLE provisionings ADD CONSTRAINT provisionings_brake CHECK (
  brake_count >= 0 AND brake_percent BETWEEN 0 AND 100 AND brake_window_minutes BETWEEN 1 AND 1440);
CREATE INDEX accounts_managed_by ON accounts (site_id, managed_by) WHERE managed_by IS NOT NULL;
CREATE INDEX accounts_created_order ON accounts (site_id, created_at, id);

-- The name under which clients see an entitlement. The key is what names are compared by: NFC, lower case.
CREATE FUNCTION usher_name_entitlement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  workspace text;
BEGIN
  IF NEW.workspace_id IS NOT NULL THEN
    SELECT name INTO STRICT workspace FROM entitlements WHERE id = NEW.workspace_id AND site_id = NEW.site_id AND kind = 'workspace';
  END IF;
  NEW.display_name := CASE NEW.kind
    WHEN 'org_role' THEN 'role:' || NEW.name
    WHEN 'workspace' THEN 'workspace:' || NEW.name
    WHEN 'workspace_role' THEN 'workspace:' || workspace || ':role:' || NEW.name
    WHEN 'workspace_group' THEN 'workspace:' || workspace || ':group:' || NEW.name
    ELSE NEW.name END;
  NEW.display_name_key := normalize(lower(normalize(NEW.display_name, NFC)), NFC);
  IF TG_OP = 'UPDATE' AND (NEW.name, NEW.display_name) IS DISTINCT FROM (OLD.name, OLD.display_name) THEN
    NEW.version := OLD.version + 1;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER name_entitlement BEFORE INSERT OR UPDATE ON entitlements FOR EACH ROW EXECUTE FUNCTION usher_name_entitlement();

-- A workspace that is renamed takes its roles and groups along.
CREATE FUNCTION usher_rename_workspace() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE entitlements SET updated_at = NEW.updated_at WHERE workspace_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER rename_workspace AFTER UPDATE OF name ON entitlements FOR EACH ROW
WHEN (NEW.kind = 'workspace' AND NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION usher_rename_workspace();

-- Every site has the organization roles.
CREATE FUNCTION usher_make_org_roles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO entitlements (site_id, kind, name, display_name, display_name_key, position, created_at, updated_at)
    SELECT NEW.id, 'org_role', role, '', '', position, NEW.created_at, NEW.created_at
      FROM unnest(ARRAY['Org Security Admin', 'Org User Admin', 'Org Workspace Admin', 'Org Support']) WITH ORDINALITY AS roles (role, position);
  RETURN NULL;
END $$;

CREATE TRIGGER make_org_roles AFTER INSERT ON sites FOR EACH ROW EXECUTE FUNCTION usher_make_org_roles();

INSERT INTO entitlements (site_id, kind, name, display_name, display_name_key, position, created_at, updated_at)
  SELECT s.id, 'org_role', role, '', '', position, s.created_at, s.created_at
    FROM sites s, unnest(ARRAY['Org Security Admin', 'Org User Admin', 'Org Workspace Admin', 'Org Support']) WITH ORDINALITY AS roles (role, position);

-- Who has an organization role stands in accounts.roles; the members of its entitlement follow.
CREATE FUNCTION usher_mirror_org_roles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM entitlement_members m USING entitlements e
    WHERE m.account_id = NEW.id AND e.id = m.entitlement_id AND e.kind = 'org_role' AND NOT e.name = ANY (NEW.roles);
  INSERT INTO entitlement_members (entitlement_id, account_id, site_id, granted_at)
    SELECT e.id, NEW.id, NEW.site_id, NEW.updated_at FROM entitlements e
      WHERE e.site_id = NEW.site_id AND e.kind = 'org_role' AND e.name = ANY (NEW.roles)
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER mirror_org_roles_made AFTER INSERT ON accounts FOR EACH ROW
WHEN (cardinality(NEW.roles) > 0) EXECUTE FUNCTION usher_mirror_org_roles();
CREATE TRIGGER mirror_org_roles_changed AFTER UPDATE OF roles ON accounts FOR EACH ROW
WHEN (NEW.roles IS DISTINCT FROM OLD.roles) EXECUTE FUNCTION usher_mirror_org_roles();

INSERT INTO entitlement_members (entitlement_id, account_id, site_id, granted_at)
  SELECT e.id, a.id, a.site_id, a.updated_at FROM accounts a JOIN entitlements e ON e.site_id = a.site_id AND e.name = ANY (a.roles);

-- Leaving a workspace is leaving its roles and groups.
CREATE FUNCTION usher_leave_workspace() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM entitlement_members m USING entitlements part, gone
    WHERE part.workspace_id = gone.entitlement_id AND m.entitlement_id = part.id AND m.account_id = gone.account_id;
  RETURN NULL;
END $$;

CREATE TRIGGER leave_workspace AFTER DELETE ON entitlement_members REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION usher_leave_workspace();

-- Requests that wait for a membership learn of it.
CREATE FUNCTION usher_tell_membership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('usher_membership', joined.id::text)
    FROM (SELECT DISTINCT e.id FROM came JOIN entitlements e ON e.id = came.entitlement_id WHERE e.kind = 'workspace') AS joined;
  RETURN NULL;
END $$;

CREATE TRIGGER tell_membership AFTER INSERT ON entitlement_members REFERENCING NEW TABLE AS came
FOR EACH STATEMENT EXECUTE FUNCTION usher_tell_membership();

-- A provisioning reactivates only what a provisioning deactivated: whoever else changes the status takes that away.
CREATE FUNCTION usher_forget_suspension() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.suspended_by := NULL;
  RETURN NEW;
END $$;

CREATE TRIGGER forget_suspension BEFORE UPDATE OF status ON accounts FOR EACH ROW
WHEN (NEW.status IS DISTINCT FROM OLD.status AND NEW.suspended_by IS NOT DISTINCT FROM OLD.suspended_by AND OLD.suspended_by IS NOT NULL)
EXECUTE FUNCTION usher_forget_suspension();

-- The workspaces that site files named ------------------------------------------------------------------------------------

INSERT INTO entitlements (id, site_id, kind, name, display_name, display_name_key) SELECT id, site_id, 'workspace', name, '', '' FROM workspaces;
INSERT INTO entitlements (site_id, kind, workspace_id, name, display_name, display_name_key, position)
  SELECT w.site_id, 'workspace_role', w.id, role, '', '', position FROM workspaces w, unnest(w.roles) WITH ORDINALITY AS parts (role, position)
  ON CONFLICT DO NOTHING;
INSERT INTO entitlements (site_id, kind, workspace_id, name, display_name, display_name_key, position)
  SELECT w.site_id, 'workspace_group', w.id, part, '', '', position FROM workspaces w, unnest(w.groups) WITH ORDINALITY AS parts (part, position)
  ON CONFLICT DO NOTHING;

-- DropTable
DROP TABLE "workspaces";
