-- Functions and triggers that stand behind the decisions made in TypeScript. They guard; they do not decide.

-- Seats ---------------------------------------------------------------------------------------------------------------
-- A host that is active or locked holds a seat.

CREATE FUNCTION usher_holds_seat(account_type "AccountType", account_status "AccountStatus") RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN account_type = 'host' AND account_status IN ('active', 'locked') THEN 1 ELSE 0 END
$$;

CREATE FUNCTION usher_count_seats() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change integer;
  in_use integer;
  allowed integer;
BEGIN
  change := CASE WHEN TG_OP = 'DELETE' THEN 0 ELSE usher_holds_seat(NEW.type, NEW.status) END
          - CASE WHEN TG_OP = 'INSERT' THEN 0 ELSE usher_holds_seat(OLD.type, OLD.status) END;
  IF change = 0 THEN
    RETURN NULL;
  END IF;
  -- The row lock makes sign-ins that take a seat of one site wait for each other: the last seat goes to one person.
  UPDATE seat_use SET used = used + change WHERE site_id = COALESCE(NEW.site_id, OLD.site_id) RETURNING used INTO in_use;
  IF change > 0 THEN
    SELECT seats INTO allowed FROM sites WHERE id = NEW.site_id;
    IF in_use > allowed THEN
      RAISE EXCEPTION 'seat_unavailable' USING ERRCODE = 'US001', DETAIL = 'No free seat is left on this site.';
    END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER count_seats AFTER INSERT OR DELETE OR UPDATE OF type, status ON accounts
FOR EACH ROW EXECUTE FUNCTION usher_count_seats();

CREATE FUNCTION usher_open_seat_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO seat_use (site_id, used) VALUES (NEW.id, 0);
  RETURN NULL;
END $$;

CREATE TRIGGER open_seat_count AFTER INSERT ON sites FOR EACH ROW EXECUTE FUNCTION usher_open_seat_count();

ALTER TABLE sites ADD CONSTRAINT sites_seats_not_negative CHECK (seats >= 0);
ALTER TABLE connections ADD CONSTRAINT connections_clock_skew CHECK (clock_skew_seconds BETWEEN 0 AND 300);
ALTER TABLE tracking_codes ADD CONSTRAINT tracking_codes_number CHECK (number BETWEEN 1 AND 10);

-- Settings version ----------------------------------------------------------------------------------------------------
-- Whoever caches the settings of a connection compares this number instead of waiting for a notification.

CREATE FUNCTION usher_bump_settings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sites SET settings_version = settings_version + 1 WHERE id IN (SELECT site_id FROM changed);
  RETURN NULL;
END $$;

DO $$
DECLARE
  watched text;
BEGIN
  FOREACH watched IN ARRAY ARRAY['connections', 'connection_certificates', 'site_keys', 'tracking_codes', 'tracking_code_values'] LOOP
    EXECUTE format('CREATE TRIGGER bump_settings_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION usher_bump_settings()', watched);
    EXECUTE format('CREATE TRIGGER bump_settings_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION usher_bump_settings()', watched);
    EXECUTE format('CREATE TRIGGER bump_settings_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION usher_bump_settings()', watched);
  END LOOP;
END $$;

CREATE FUNCTION usher_bump_own_settings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW IS DISTINCT FROM OLD AND NEW.settings_version = OLD.settings_version THEN
    NEW.settings_version := OLD.settings_version + 1;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER bump_own_settings BEFORE UPDATE ON sites FOR EACH ROW EXECUTE FUNCTION usher_bump_own_settings();

-- Accounts ------------------------------------------------------------------------------------------------------------

CREATE FUNCTION usher_bump_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Only what a decision could rest on counts; the time of the last sign-in does not.
  IF (to_jsonb(NEW) - 'last_sign_in_at' - 'version') IS DISTINCT FROM (to_jsonb(OLD) - 'last_sign_in_at' - 'version') THEN
    NEW.version := OLD.version + 1;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER bump_account BEFORE UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION usher_bump_account();

-- An account that may no longer be used ends its sessions in the same transaction, whoever changed it.
CREATE FUNCTION usher_end_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM sessions WHERE account_id = NEW.id;
  DELETE FROM handover_codes WHERE account_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER end_sessions AFTER UPDATE OF status ON accounts FOR EACH ROW
WHEN (NEW.status <> 'active' AND OLD.status = 'active') EXECUTE FUNCTION usher_end_sessions();

-- Attempts: a partition a week ----------------------------------------------------------------------------------------

CREATE FUNCTION usher_make_attempt_partitions(today timestamptz, weeks_ahead integer) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  week_start date := date_trunc('week', today AT TIME ZONE 'UTC')::date;
  partition_name text;
  made integer := 0;
BEGIN
  FOR week IN 0..weeks_ahead LOOP
    partition_name := 'attempts_' || to_char(week_start + 7 * week, 'YYYYMMDD');
    IF to_regclass(partition_name) IS NULL THEN
      BEGIN
        EXECUTE format('CREATE TABLE %I PARTITION OF attempts FOR VALUES FROM (%L) TO (%L)', partition_name,
          (week_start + 7 * week)::text || 'T00:00:00Z', (week_start + 7 * week + 7)::text || 'T00:00:00Z');
        made := made + 1;
      EXCEPTION WHEN check_violation OR duplicate_table THEN
        -- Rows of that week already lie in the default partition, or another process was quicker: both are fine.
        NULL;
      END;
    END IF;
  END LOOP;
  RETURN made;
END $$;

-- Drops the weeks that ended before a moment, and deletes what of them lies in the default partition.
CREATE FUNCTION usher_drop_attempt_partitions(oldest timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  partition_name text;
  dropped integer := 0;
BEGIN
  FOR partition_name IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'attempts'::regclass AND c.relname ~ '^attempts_[0-9]{8}$'
  LOOP
    IF to_date(right(partition_name, 8), 'YYYYMMDD') + 7 <= (oldest AT TIME ZONE 'UTC')::date THEN
      EXECUTE format('DROP TABLE IF EXISTS %I', partition_name);
      dropped := dropped + 1;
    END IF;
  END LOOP;
  DELETE FROM attempts_default WHERE at < oldest;
  RETURN dropped;
END $$;

-- The facts of a sign-in: one round trip -------------------------------------------------------------------------------

CREATE FUNCTION usher_account_fact(account accounts, for_connection uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', account.id, 'version', account.version, 'username', account.username, 'firstName', account.first_name,
    'lastName', account.last_name, 'displayName', account.display_name, 'email', account.email,
    'language', account.language, 'type', account.type, 'status', account.status, 'expiresAt', account.expires_at,
    'trackingCodes', account.tracking_codes, 'connectionId', account.connection_id,
    'updateTimestamp', account.update_timestamp, 'managedBy', account.managed_by,
    'boundNameId', (SELECT jsonb_build_object('value', b.value, 'format', b.format,
        'nameQualifier', NULLIF(b.name_qualifier, ''), 'spNameQualifier', NULLIF(b.sp_name_qualifier, ''))
      FROM name_id_bindings b WHERE b.connection_id = for_connection AND b.account_id = account.id))
$$;

-- p: siteId, connectionId, requestId?, assertionId?, usernameKey?, confusableKey?, emailKey?, binding?
CREATE FUNCTION usher_sign_in_facts(p jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
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
        'relayHandle', r.relay_handle)
      INTO request FROM authn_requests r WHERE r.id = p->>'requestId' AND r.site_id = the_site;
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

-- The effect of a sign-in: one round trip, all or nothing ---------------------------------------------------------------

CREATE FUNCTION usher_insert_attempt(a jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO attempts (id, at, site_id, connection_id, reference, kind, outcome, code, findings, checks, note, username,
    username_key, name_id, attributes, account_id, verified, clock_offset_ms, timings, client_address, state)
  VALUES ((a->>'id')::uuid, (a->>'at')::timestamptz, (a->>'siteId')::uuid, (a->>'connectionId')::uuid, a->>'reference',
    (a->>'kind')::"AttemptKind", (a->>'outcome')::"AttemptOutcome", (a->>'code')::integer, a->'findings', a->'checks',
    a->>'note', a->>'username', a->>'usernameKey', NULLIF(a->'nameId', 'null'), NULLIF(a->'attributes', 'null'),
    (a->>'accountId')::uuid, (a->>'verified')::boolean, (a->>'clockOffsetMs')::integer, NULLIF(a->'timings', 'null'),
    a->>'clientAddress', NULLIF(a->'state', 'null'))
$$;

CREATE FUNCTION usher_insert_activity(entries jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO activity (id, at, site_id, actor, action, subject, before, after)
  SELECT (e->>'id')::uuid, (e->>'at')::timestamptz, (e->>'siteId')::uuid, e->>'actor', e->>'action', e->>'subject',
    NULLIF(e->'before', 'null'), NULLIF(e->'after', 'null')
  FROM jsonb_array_elements(entries) AS e
$$;

-- p: now, siteId, connectionId, settingsVersion, attempt, and each of these or null: consume { assertionId, expiresAt, requestId? },
-- create { …account }, change { id, version, set: {column: value} }, unchanged { id, version }, adopt (account id), bind { … }, park { … }, raw { … }, activity [ … ].
-- Answers { "applied": true } or { "applied": false, "guard": name }; then nothing was written and the caller decides again.
CREATE FUNCTION usher_apply_sign_in(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  moment timestamptz := (p->>'now')::timestamptz;
  the_site uuid := (p->>'siteId')::uuid;
  the_connection uuid := (p->>'connectionId')::uuid;
  part jsonb;
  guard text;
BEGIN
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
          AND consumed_at IS NULL AND expires_at > moment;
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

-- Completing: one round trip to read, one to write ----------------------------------------------------------------------

CREATE FUNCTION usher_parked_sign_in(p jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'siteId', k.site_id, 'connectionId', k.connection_id, 'requestId', k.request_id, 'browserHash', k.browser_hash,
    'mustConfirm', k.must_confirm, 'attemptId', k.attempt_id, 'attemptAt', k.attempt_at, 'target', k.target, 'subject', k.subject,
    'expiresAt', k.expires_at, 'consumedAt', k.consumed_at, 'reference', t.reference,
    'accountId', a.id, 'username', a.username, 'displayName', a.display_name, 'accountStatus', a.status, 'accountExpiresAt', a.expires_at,
    'accountVersion', a.version, 'connectionEnabled', c.enabled, 'ssoEnabled', s.sso_enabled, 'language', a.language)
  FROM parked_sign_ins k
  JOIN sites s ON s.id = k.site_id
  JOIN connections c ON c.id = k.connection_id
  JOIN accounts a ON a.id = k.account_id
  JOIN attempts t ON t.id = k.attempt_id AND t.at = k.attempt_at
  WHERE k.code_hash = p->>'codeHash' AND s.slug = p->>'site' AND c.name = p->>'connection'
$$;

-- p: now, codeHash, and either session { … } and endSession? (hash of the one it replaces), or refusal { code, findings, check }.
CREATE FUNCTION usher_complete_sign_in(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  moment timestamptz := (p->>'now')::timestamptz;
  parked parked_sign_ins;
  part jsonb;
BEGIN
  SELECT * INTO parked FROM parked_sign_ins WHERE code_hash = p->>'codeHash' FOR UPDATE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('applied', false, 'guard', 'code');
  END IF;

  part := p->'refusal';
  IF jsonb_typeof(part) = 'object' THEN
    -- A sign-in that has passed stays passed: a second use of its code must not rewrite what happened.
    IF parked.consumed_at IS NULL THEN
      UPDATE attempts SET outcome = 'refused', code = (part->>'code')::integer, findings = part->'findings',
          checks = checks || jsonb_build_array(part->'check')
        WHERE id = parked.attempt_id AND at = parked.attempt_at;
      UPDATE parked_sign_ins SET consumed_at = moment WHERE code_hash = parked.code_hash;
    END IF;
    RETURN jsonb_build_object('applied', true);
  END IF;

  IF parked.consumed_at IS NOT NULL OR parked.expires_at <= moment THEN
    RETURN jsonb_build_object('applied', false, 'guard', 'code');
  END IF;
  PERFORM 1 FROM accounts WHERE id = parked.account_id AND status = 'active' FOR SHARE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('applied', false, 'guard', 'account');
  END IF;

  part := p->'session';
  UPDATE parked_sign_ins SET consumed_at = moment WHERE code_hash = parked.code_hash;
  DELETE FROM sessions WHERE token_hash = p->>'endSession';
  INSERT INTO sessions (token_hash, id, site_id, account_id, connection_id, subject, origin, user_agent, created_at, last_seen_at, expires_at)
    VALUES (part->>'tokenHash', (part->>'id')::uuid, parked.site_id, parked.account_id, parked.connection_id, parked.subject, NULL,
      part->>'userAgent', moment, moment, (part->>'expiresAt')::timestamptz);
  UPDATE accounts SET last_sign_in_at = moment WHERE id = parked.account_id;
  UPDATE attempts SET outcome = 'passed', checks = checks || jsonb_build_array(p->'check')
    WHERE id = parked.attempt_id AND at = parked.attempt_at;
  RETURN jsonb_build_object('applied', true);
END $$;
