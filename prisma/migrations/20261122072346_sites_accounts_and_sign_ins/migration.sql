-- CreateEnum
CREATE TYPE "AccountType" AS ENUM ('host', 'attendee');

-- CreateEnum
CREATE TYPE "AccountStatus" AS ENUM ('active', 'pending', 'deactivated', 'locked', 'expired');

-- CreateEnum
CREATE TYPE "SsoBinding" AS ENUM ('redirect', 'post');

-- CreateEnum
CREATE TYPE "Unsolicited" AS ENUM ('restart', 'confirm', 'accept', 'refuse');

-- CreateEnum
CREATE TYPE "RequireSigned" AS ENUM ('any', 'assertion', 'response', 'both');

-- CreateEnum
CREATE TYPE "NameIdFormatSetting" AS ENUM ('unspecified', 'emailAddress', 'persistent', 'x509SubjectName', 'entity');

-- CreateEnum
CREATE TYPE "TrackingCodeInput" AS ENUM ('text', 'dropdown');

-- CreateEnum
CREATE TYPE "TrackingCodeUsage" AS ENUM ('required', 'optional', 'not_used');

-- CreateEnum
CREATE TYPE "SiteKeyUse" AS ENUM ('signing', 'encryption');

-- CreateEnum
CREATE TYPE "KeyState" AS ENUM ('current', 'next', 'retired');

-- CreateEnum
CREATE TYPE "AttemptKind" AS ENUM ('acs', 'complete', 'login', 'logout');

-- CreateEnum
CREATE TYPE "AttemptOutcome" AS ENUM ('passed', 'refused', 'restarted', 'parked');

-- CreateTable
CREATE TABLE "sites" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "partner_id" TEXT,
    "seats" INTEGER NOT NULL DEFAULT 0,
    "allowed_email_domains" TEXT[],
    "blocked_email_domains" TEXT[],
    "admin_contact" JSONB NOT NULL DEFAULT '{}',
    "raw_response_days" INTEGER NOT NULL DEFAULT 7,
    "sso_enabled" BOOLEAN NOT NULL DEFAULT true,
    "sso_required" BOOLEAN NOT NULL DEFAULT false,
    "auto_create" BOOLEAN NOT NULL DEFAULT false,
    "auto_update" BOOLEAN NOT NULL DEFAULT false,
    "remove_upn_suffix" BOOLEAN NOT NULL DEFAULT false,
    "upn_suffixes" TEXT[],
    "new_accounts_pending" BOOLEAN NOT NULL DEFAULT false,
    "default_target" TEXT,
    "allowed_targets" TEXT[],
    "error_url" TEXT,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "settings_version" BIGINT NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sites_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seat_use" (
    "site_id" UUID NOT NULL,
    "used" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "seat_use_pkey" PRIMARY KEY ("site_id")
);

-- CreateTable
CREATE TABLE "sign_in_domains" (
    "domain" TEXT NOT NULL,
    "site_id" UUID NOT NULL,
    "vouched_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_domains_pkey" PRIMARY KEY ("domain")
);

-- CreateTable
CREATE TABLE "connections" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "idp_entity_id" TEXT NOT NULL,
    "sso_url" TEXT,
    "sso_binding" "SsoBinding" NOT NULL DEFAULT 'redirect',
    "slo_url" TEXT,
    "metadata_url" TEXT,
    "name_id_format" "NameIdFormatSetting" NOT NULL DEFAULT 'unspecified',
    "authn_context_class_refs" TEXT[],
    "sign_authn_request" BOOLEAN NOT NULL DEFAULT false,
    "unsolicited" "Unsolicited" NOT NULL DEFAULT 'restart',
    "enforce_certificate_expiry" BOOLEAN NOT NULL DEFAULT true,
    "require_encrypted_assertion" BOOLEAN NOT NULL DEFAULT false,
    "require_signed" "RequireSigned" NOT NULL DEFAULT 'any',
    "legacy_algorithms" JSONB,
    "scopes" TEXT[],
    "clock_skew_seconds" INTEGER NOT NULL DEFAULT 180,
    "allowed_types" "AccountType"[],
    "username_from" TEXT[],
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection_certificates" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "pem" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connection_certificates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site_keys" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "use" "SiteKeyUse" NOT NULL,
    "state" "KeyState" NOT NULL,
    "certificate_pem" TEXT NOT NULL,
    "private_key_encrypted" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "site_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "username_key" TEXT NOT NULL,
    "confusable_key" TEXT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "display_name" TEXT,
    "email" TEXT,
    "email_key" TEXT,
    "language" TEXT,
    "time_zone" TEXT,
    "type" "AccountType" NOT NULL DEFAULT 'host',
    "status" "AccountStatus" NOT NULL DEFAULT 'active',
    "roles" TEXT[],
    "tracking_codes" JSONB NOT NULL DEFAULT '{}',
    "connection_id" UUID,
    "expires_at" TIMESTAMPTZ(3),
    "bypass" BOOLEAN NOT NULL DEFAULT false,
    "password_hash" TEXT,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "home_organization" TEXT,
    "update_timestamp" TIMESTAMPTZ(3),
    "managed_by" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by" TEXT NOT NULL DEFAULT 'file',
    "last_sign_in_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "name_id_bindings" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "name_qualifier" TEXT NOT NULL DEFAULT '',
    "sp_name_qualifier" TEXT NOT NULL DEFAULT '',
    "value" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "name_id_bindings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tracking_codes" (
    "site_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "input" "TrackingCodeInput" NOT NULL DEFAULT 'text',
    "usage" "TrackingCodeUsage" NOT NULL DEFAULT 'optional',

    CONSTRAINT "tracking_codes_pkey" PRIMARY KEY ("site_id","number")
);

-- CreateTable
CREATE TABLE "tracking_code_values" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "tracking_code_values_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspaces" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "roles" TEXT[],
    "groups" TEXT[],

    CONSTRAINT "workspaces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "authn_requests" (
    "id" TEXT NOT NULL,
    "site_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "relay_handle" TEXT NOT NULL,
    "browser_hash" TEXT NOT NULL,
    "target" TEXT,
    "force_authn" BOOLEAN NOT NULL DEFAULT false,
    "is_restart" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "authn_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consumed_assertions" (
    "connection_id" UUID NOT NULL,
    "assertion_id" TEXT NOT NULL,
    "site_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consumed_assertions_pkey" PRIMARY KEY ("connection_id","assertion_id")
);

-- CreateTable
CREATE TABLE "parked_sign_ins" (
    "code_hash" TEXT NOT NULL,
    "site_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "request_id" TEXT,
    "browser_hash" TEXT,
    "must_confirm" BOOLEAN NOT NULL DEFAULT false,
    "attempt_id" UUID NOT NULL,
    "attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "target" TEXT,
    "subject" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "parked_sign_ins_pkey" PRIMARY KEY ("code_hash")
);

-- CreateTable
CREATE TABLE "sessions" (
    "token_hash" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "connection_id" UUID,
    "subject" JSONB,
    "origin" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "handover_codes" (
    "code_hash" TEXT NOT NULL,
    "site_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "browser_hash" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "handover_codes_pkey" PRIMARY KEY ("code_hash")
);

-- CreateTable
CREATE TABLE "attempts" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "site_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "kind" "AttemptKind" NOT NULL,
    "outcome" "AttemptOutcome" NOT NULL,
    "code" INTEGER,
    "findings" JSONB NOT NULL DEFAULT '[]',
    "checks" JSONB NOT NULL DEFAULT '[]',
    "note" TEXT,
    "username" TEXT,
    "username_key" TEXT,
    "name_id" JSONB,
    "attributes" JSONB,
    "account_id" UUID,
    "verified" BOOLEAN NOT NULL DEFAULT false,
    "clock_offset_ms" INTEGER,
    "timings" JSONB,
    "client_address" TEXT,
    "state" JSONB,

    CONSTRAINT "attempts_pkey" PRIMARY KEY ("id","at")
) PARTITION BY RANGE ("at");

-- Catches what no weekly partition covers, so that an attempt is never lost.
CREATE TABLE "attempts_default" PARTITION OF "attempts" DEFAULT;

-- CreateTable
CREATE TABLE "raw_responses" (
    "attempt_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "verified" BOOLEAN NOT NULL,
    "encrypted" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "raw_responses_pkey" PRIMARY KEY ("attempt_id")
);

-- CreateTable
CREATE TABLE "activity" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "site_id" UUID,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operators" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "email_key" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "operators_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operator_sessions" (
    "token_hash" TEXT NOT NULL,
    "operator_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "operator_sessions_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "operator_links" (
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "operator_links_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "signing_keys" (
    "kid" TEXT NOT NULL,
    "public_jwk" JSONB NOT NULL,
    "private_key_encrypted" TEXT NOT NULL,
    "state" "KeyState" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signing_keys_pkey" PRIMARY KEY ("kid")
);

-- CreateTable
CREATE TABLE "password_throttles" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "password_throttles_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "installation" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "sites_slug_key" ON "sites"("slug");

-- CreateIndex
CREATE INDEX "sign_in_domains_site_id_idx" ON "sign_in_domains"("site_id");

-- CreateIndex
CREATE UNIQUE INDEX "connections_site_id_name_key" ON "connections"("site_id", "name");

-- CreateIndex
CREATE INDEX "connection_certificates_site_id_idx" ON "connection_certificates"("site_id");

-- CreateIndex
CREATE UNIQUE INDEX "connection_certificates_connection_id_fingerprint_key" ON "connection_certificates"("connection_id", "fingerprint");

-- CreateIndex
CREATE INDEX "site_keys_site_id_idx" ON "site_keys"("site_id");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_site_id_username_key_key" ON "accounts"("site_id", "username_key");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_site_id_confusable_key_key" ON "accounts"("site_id", "confusable_key");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_site_id_email_key_key" ON "accounts"("site_id", "email_key");

-- CreateIndex
CREATE INDEX "name_id_bindings_account_id_idx" ON "name_id_bindings"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "name_id_bindings_connection_id_format_name_qualifier_sp_nam_key" ON "name_id_bindings"("connection_id", "format", "name_qualifier", "sp_name_qualifier", "value");

-- CreateIndex
CREATE UNIQUE INDEX "name_id_bindings_connection_id_account_id_key" ON "name_id_bindings"("connection_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "tracking_code_values_site_id_number_value_key" ON "tracking_code_values"("site_id", "number", "value");

-- CreateIndex
CREATE UNIQUE INDEX "workspaces_site_id_name_key" ON "workspaces"("site_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "authn_requests_relay_handle_key" ON "authn_requests"("relay_handle");

-- CreateIndex
CREATE INDEX "authn_requests_browser_hash_connection_id_created_at_idx" ON "authn_requests"("browser_hash", "connection_id", "created_at");

-- CreateIndex
CREATE INDEX "authn_requests_expires_at_idx" ON "authn_requests"("expires_at");

-- CreateIndex
CREATE INDEX "consumed_assertions_expires_at_idx" ON "consumed_assertions"("expires_at");

-- CreateIndex
CREATE INDEX "parked_sign_ins_expires_at_idx" ON "parked_sign_ins"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_id_key" ON "sessions"("id");

-- CreateIndex
CREATE INDEX "sessions_account_id_idx" ON "sessions"("account_id");

-- CreateIndex
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");

-- CreateIndex
CREATE INDEX "handover_codes_expires_at_idx" ON "handover_codes"("expires_at");

-- CreateIndex
CREATE INDEX "attempts_site_id_reference_idx" ON "attempts"("site_id", "reference");

-- CreateIndex
CREATE INDEX "attempts_site_id_at_idx" ON "attempts"("site_id", "at" DESC);

-- CreateIndex
CREATE INDEX "attempts_site_id_username_key_at_idx" ON "attempts"("site_id", "username_key", "at" DESC);

-- CreateIndex
CREATE INDEX "attempts_account_id_at_idx" ON "attempts"("account_id", "at" DESC);

-- CreateIndex
CREATE INDEX "raw_responses_connection_id_verified_idx" ON "raw_responses"("connection_id", "verified");

-- CreateIndex
CREATE INDEX "raw_responses_expires_at_idx" ON "raw_responses"("expires_at");

-- CreateIndex
CREATE INDEX "activity_site_id_id_idx" ON "activity"("site_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "operators_email_key_key" ON "operators"("email_key");

-- CreateIndex
CREATE INDEX "operator_sessions_operator_id_idx" ON "operator_sessions"("operator_id");

-- CreateIndex
CREATE INDEX "password_throttles_expires_at_idx" ON "password_throttles"("expires_at");

-- AddForeignKey
ALTER TABLE "seat_use" ADD CONSTRAINT "seat_use_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_domains" ADD CONSTRAINT "sign_in_domains_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connections" ADD CONSTRAINT "connections_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection_certificates" ADD CONSTRAINT "connection_certificates_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_keys" ADD CONSTRAINT "site_keys_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "name_id_bindings" ADD CONSTRAINT "name_id_bindings_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tracking_codes" ADD CONSTRAINT "tracking_codes_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tracking_code_values" ADD CONSTRAINT "tracking_code_values_site_id_number_fkey" FOREIGN KEY ("site_id", "number") REFERENCES "tracking_codes"("site_id", "number") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operator_sessions" ADD CONSTRAINT "operator_sessions_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operators"("id") ON DELETE CASCADE ON UPDATE CASCADE;
