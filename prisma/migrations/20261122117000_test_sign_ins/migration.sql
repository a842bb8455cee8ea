-- Test sign-ins: a real round trip to the identity provider that is judged in full and leaves nothing but its result.

ALTER TYPE "AttemptKind" ADD VALUE 'test';

-- AlterTable
ALTER TABLE "authn_requests" ADD COLUMN     "is_test" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "test_sign_ins" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "request_id" TEXT NOT NULL,
    "started_by" TEXT NOT NULL,
    "browser_hash" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "reference" TEXT,
    "passed" BOOLEAN,
    "ended_at" TIMESTAMPTZ(3),
    "settings_digest" TEXT,

    CONSTRAINT "test_sign_ins_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "test_sign_ins_request_id_key" ON "test_sign_ins"("request_id");

-- CreateIndex
CREATE INDEX "test_sign_ins_site_id_idx" ON "test_sign_ins"("site_id");

-- CreateIndex
CREATE INDEX "test_sign_ins_connection_id_started_at_idx" ON "test_sign_ins"("connection_id", "started_at");

-- AddForeignKey
ALTER TABLE "test_sign_ins" ADD CONSTRAINT "test_sign_ins_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_sign_ins" ADD CONSTRAINT "test_sign_ins_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The facts tell whether the open request is a test's.
CREATE OR REPLACE FUNCTION usher_sign_in_facts(p jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  the_site uuid := (p->>'siteId')::uuid;
  the_connection uuid := (p->>'connectionId')::uuid;
  version bigint;
  seat_limit integer;
  seats_used integer;
  request jsonb;
  matched accounts;
  by_binding jsonb;
  by_username jsonb;
BEGIN
  SELECT s.settings_version, s.seats, u.used INTO version, seat_limit, seats_used
    FROM sites s JOIN seat_use u ON u.site_id = s.id WHERE s.id = the_site;
  IF p->>'requestId' IS NOT NULL THEN
    SELECT jsonb_build_object('id', r.id, 'connectionId', r.connection_id, 'createdAt', r.created_at, 'expiresAt', r.expires_at,
        'consumedAt', r.consumed_at, 'forceAuthn', r.force_authn, 'browserHash', r.browser_hash, 'target', r.target,
        'relayHandle', r.relay_handle, 'isTest', r.is_test, 'testId', t.id)
      INTO request FROM authn_requests r LEFT JOIN test_sign_ins t ON t.request_id = r.id WHERE r.id = p->>'requestId' AND r.site_id = the_site;
  END IF;
  IF p->'binding' IS NOT NULL AND jsonb_typeof(p->'binding') = 'object' THEN
    SELECT a.* INTO matched FROM name_id_bindings b JOIN accounts a ON a.id = b.account_id
      WHERE b.connection_id = the_connection AND b.format = p->'binding'->>'format'
        AND b.name_qualifier = COALESCE(p->'binding'->>'nameQualifier', '')
        AND b.sp_name_qualifier = COALESCE(p->'binding'->>'spNameQualifier', '') AND b.value = p->'binding'->>'value';
    IF FOUND THEN
      by_binding := usher_account_fact(matched, the_connection);
    END IF;
  END IF;
  IF p->>'usernameKey' IS NOT NULL THEN
    SELECT a.* INTO matched FROM accounts a WHERE a.site_id = the_site AND a.username_key = p->>'usernameKey';
    IF FOUND THEN
      by_username := usher_account_fact(matched, the_connection);
    END IF;
  END IF;
  RETURN jsonb_build_object(
    'settingsVersion', version,
    'request', request,
    'assertionConsumed', p->>'assertionId' IS NOT NULL AND EXISTS (
      SELECT 1 FROM consumed_assertions c WHERE c.connection_id = the_connection AND c.assertion_id = p->>'assertionId'),
    'byBinding', by_binding,
    'byUsername', by_username,
    'emailOwnerId', (SELECT a.id FROM accounts a WHERE a.site_id = the_site AND a.email_key = p->>'emailKey'),
    'confusableOwnerId', (SELECT a.id FROM accounts a WHERE a.site_id = the_site AND a.confusable_key = p->>'confusableKey'),
    'seats', jsonb_build_object('limit', seat_limit, 'used', seats_used),
    'connectionCount', (SELECT count(*) FROM (SELECT 1 FROM connections c WHERE c.site_id = the_site LIMIT 2) AS counted));
END $$;

-- A response to the request of a test is good for nothing but that test, and one to any other request for no test.
CREATE OR REPLACE FUNCTION usher_apply_sign_in(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  moment timestamptz := (p->>'now')::timestamptz;
  the_site uuid := (p->>'siteId')::uuid;
  the_connection uuid := (p->>'connectionId')::uuid;
  part jsonb;
  guard text;
  for_test boolean := COALESCE(jsonb_typeof(p->'test') = 'object', false);
BEGIN
  -- Whoever decides must never let a test touch an account or begin a session; if it ever did, it ends here.
  IF for_test AND (jsonb_typeof(p->'create') = 'object' OR jsonb_typeof(p->'change') = 'object' OR jsonb_typeof(p->'bind') = 'object'
      OR jsonb_typeof(p->'unchanged') = 'object' OR jsonb_typeof(p->'park') = 'object' OR p->>'adopt' IS NOT NULL
      OR p->'attempt'->>'kind' <> 'test') THEN
    RAISE EXCEPTION 'a test sign-in has no effect on accounts and sessions';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM sites WHERE id = the_site AND settings_version = (p->>'settingsVersion')::bigint) THEN
    RETURN jsonb_build_object('applied', false, 'guard', 'settings');
  END IF;

  part := p->'consume';
  IF jsonb_typeof(part) = 'object' THEN
    INSERT INTO consumed_assertions (connection_id, assertion_id, site_id, expires_at)
      VALUES (the_connection, part->>'assertionId', the_site, (part->>'expiresAt')::timestamptz) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'assertion' USING ERRCODE = 'UG001';
    END IF;
    IF part->>'requestId' IS NOT NULL THEN
      UPDATE authn_requests SET consumed_at = moment
        WHERE id = part->>'requestId' AND site_id = the_site AND connection_id = the_connection
          AND consumed_at IS NULL AND expires_at > moment AND is_test = for_test;
      IF NOT FOUND THEN
        RAISE EXCEPTION 'request' USING ERRCODE = 'UG001';
      END IF;
    END IF;
  END IF;

  part := p->'create';
  IF jsonb_typeof(part) = 'object' THEN
    INSERT INTO accounts (id, site_id, username, username_key, confusable_key, first_name, last_name, display_name, email,
        email_key, language, type, status, roles, tracking_codes, connection_id, update_timestamp, created_by, created_at, updated_at)
      VALUES ((part->>'id')::uuid, the_site, part->>'username', part->>'usernameKey', part->>'confusableKey', part->>'firstName',
        part->>'lastName', part->>'displayName', part->>'email', part->>'emailKey', part->>'language',
        (part->>'type')::"AccountType", (part->>'status')::"AccountStatus", '{}', part->'trackingCodes', the_connection,
        (part->>'updateTimestamp')::timestamptz, 'jit', moment, moment);
  END IF;

  part := p->'change';
  IF jsonb_typeof(part) = 'object' THEN
    UPDATE accounts a SET
        first_name = CASE WHEN part->'set' ? 'firstName' THEN part->'set'->>'firstName' ELSE a.first_name END,
        last_name = CASE WHEN part->'set' ? 'lastName' THEN part->'set'->>'lastName' ELSE a.last_name END,
        display_name = CASE WHEN part->'set' ? 'displayName' THEN part->'set'->>'displayName' ELSE a.display_name END,
        email = CASE WHEN part->'set' ? 'email' THEN part->'set'->>'email' ELSE a.email END,
        email_key = CASE WHEN part->'set' ? 'emailKey' THEN part->'set'->>'emailKey' ELSE a.email_key END,
        -- Whoever verified the old address has not verified the new one.
        email_verified = CASE WHEN part->'set' ? 'email' THEN false ELSE a.email_verified END,
        language = CASE WHEN part->'set' ? 'language' THEN part->'set'->>'language' ELSE a.language END,
        tracking_codes = CASE WHEN part->'set' ? 'trackingCodes' THEN part->'set'->'trackingCodes' ELSE a.tracking_codes END,
        update_timestamp = CASE WHEN part->'set' ? 'updateTimestamp' THEN (part->'set'->>'updateTimestamp')::timestamptz ELSE a.update_timestamp END,
        status = CASE WHEN part->'set' ? 'status' THEN (part->'set'->>'status')::"AccountStatus" ELSE a.status END,
        updated_at = moment
      WHERE a.id = (part->>'id')::uuid AND a.site_id = the_site AND a.version = (part->>'version')::integer;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'account' USING ERRCODE = 'UG001';
    END IF;
  END IF;

  part := p->'unchanged';
  IF jsonb_typeof(part) = 'object' THEN
    -- FOR SHARE: a deactivation at this moment waits, or this sign-in sees it.
    PERFORM 1 FROM accounts WHERE id = (part->>'id')::uuid AND site_id = the_site AND version = (part->>'version')::integer FOR SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'account' USING ERRCODE = 'UG001';
    END IF;
  END IF;

  part := p->'bind';
  IF jsonb_typeof(part) = 'object' THEN
    INSERT INTO name_id_bindings (id, site_id, connection_id, account_id, format, name_qualifier, sp_name_qualifier, value, created_at)
      VALUES ((part->>'id')::uuid, the_site, the_connection, (part->>'accountId')::uuid, part->>'format',
        COALESCE(part->>'nameQualifier', ''), COALESCE(part->>'spNameQualifier', ''), part->>'value', moment);
  END IF;

  -- An account that named no connection belongs to the one of its first sign-in.
  IF p->>'adopt' IS NOT NULL THEN
    UPDATE accounts SET connection_id = the_connection
      WHERE id = (p->>'adopt')::uuid AND site_id = the_site AND connection_id IS NULL;
  END IF;

  PERFORM usher_insert_attempt(p->'attempt');

  part := p->'test';
  IF for_test THEN
    -- A test that was refused may be answered again, such as after a mended attribute; one that passed is over.
    UPDATE test_sign_ins SET reference = p->'attempt'->>'reference', passed = (part->>'passed')::boolean, ended_at = moment,
        settings_digest = part->>'settingsDigest'
      WHERE id = (part->>'id')::uuid AND site_id = the_site AND connection_id = the_connection AND passed IS NOT TRUE;
  END IF;

  part := p->'park';
  IF jsonb_typeof(part) = 'object' THEN
    INSERT INTO parked_sign_ins (code_hash, site_id, connection_id, account_id, request_id, browser_hash, must_confirm,
        attempt_id, attempt_at, target, subject, created_at, expires_at)
      VALUES (part->>'codeHash', the_site, the_connection, (part->>'accountId')::uuid, part->>'requestId', part->>'browserHash',
        (part->>'mustConfirm')::boolean, (p->'attempt'->>'id')::uuid, (p->'attempt'->>'at')::timestamptz, part->>'target',
        part->'subject', moment, (part->>'expiresAt')::timestamptz);
  END IF;

  part := p->'raw';
  IF jsonb_typeof(part) = 'object' THEN
    INSERT INTO raw_responses (attempt_id, site_id, connection_id, verified, encrypted, bytes, expires_at)
      SELECT (p->'attempt'->>'id')::uuid, the_site, the_connection, (part->>'verified')::boolean, part->>'encrypted',
        (part->>'bytes')::integer, (part->>'expiresAt')::timestamptz
      -- Unverified responses have a quota per connection, so that rubbish cannot fill the disk.
      WHERE (part->>'verified')::boolean OR (SELECT count(*) FROM (SELECT 1 FROM raw_responses r
        WHERE r.connection_id = the_connection AND NOT r.verified LIMIT (part->>'quota')::integer) AS kept) < (part->>'quota')::integer;
  END IF;

  IF jsonb_typeof(p->'activity') = 'array' THEN
    PERFORM usher_insert_activity(p->'activity');
  END IF;

  RETURN jsonb_build_object('applied', true);
EXCEPTION
  -- A guard failed or another sign-in was quicker: this block is undone as a whole.
  WHEN SQLSTATE 'UG001' THEN
    GET STACKED DIAGNOSTICS guard = MESSAGE_TEXT;
    RETURN jsonb_build_object('applied', false, 'guard', guard);
  WHEN SQLSTATE 'US001' THEN
    RETURN jsonb_build_object('applied', false, 'guard', 'seats');
  WHEN deadlock_detected THEN
    RETURN jsonb_build_object('applied', false, 'guard', 'deadlock');
  WHEN unique_violation THEN
    GET STACKED DIAGNOSTICS guard = CONSTRAINT_NAME;
    RETURN jsonb_build_object('applied', false, 'guard', guard);
END $$;

-- Tests are no sign-ins: they are not counted.
CREATE OR REPLACE FUNCTION usher_count_attempts(moment timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  since timestamptz;
  until timestamptz := date_trunc('hour', moment, 'UTC');
  counted integer;
BEGIN
  INSERT INTO installation (name, value) VALUES ('attempts_counted_until', '-infinity') ON CONFLICT DO NOTHING;
  SELECT value::timestamptz INTO since FROM installation WHERE name = 'attempts_counted_until' FOR UPDATE;
  IF since >= until THEN
    RETURN 0;
  END IF;
  INSERT INTO attempt_counts (site_id, hour, outcome, code, attempts)
    SELECT t.site_id, date_trunc('hour', t.at, 'UTC'), t.outcome, COALESCE(t.code, 0), count(*)
      FROM attempts t JOIN sites s ON s.id = t.site_id
     WHERE t.at >= since AND t.at < until AND t.kind <> 'test' GROUP BY 1, 2, 3, 4;
  GET DIAGNOSTICS counted = ROW_COUNT;
  UPDATE installation SET value = to_char(until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
    WHERE name = 'attempts_counted_until';
  DELETE FROM attempt_counts WHERE hour < until - interval '400 days';
  DELETE FROM seat_days WHERE day < (until - interval '400 days')::date;
  RETURN counted;
END $$;
