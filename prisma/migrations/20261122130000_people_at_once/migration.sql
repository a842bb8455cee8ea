-- What a SCIM client does to one person is one statement, as a sign-in is: nothing is held while a process thinks.

-- Removals --------------------------------------------------------------------------------------------------------------
-- The brake counts people, so one row for each is enough: the last time something was taken from them.
DELETE FROM scim_removals r USING scim_removals later
  WHERE later.provisioning_id = r.provisioning_id AND later.account_id = r.account_id AND (later.at, later.id) > (r.at, r.id);
ALTER TABLE "scim_removals" DROP CONSTRAINT "scim_removals_pkey",
DROP COLUMN "id",
ADD CONSTRAINT "scim_removals_pkey" PRIMARY KEY ("provisioning_id", "account_id");

-- Counts what a provisioning takes from people. The lock makes its requests take turns, so that none counts without the
-- others. It does not decide: whether that is too much is said in TypeScript, which then undoes the transaction. `accounts` is
-- null while `removed` is a number that passes anyway, and no more is counted than tells that.
CREATE OR REPLACE FUNCTION usher_count_removals(
  of_site uuid, of_provisioning uuid, people uuid[], moment timestamptz, since timestamptz,
  OUT held_since timestamptz, OUT removed integer, OUT accounts integer
) LANGUAGE plpgsql AS $$
DECLARE
  passes bigint;
BEGIN
  SELECT p.held_since, greatest(p.brake_count, (u.active + u.locked)::bigint * p.brake_percent / 100) INTO STRICT held_since, passes
    FROM provisionings p JOIN seat_use u ON u.site_id = p.site_id
    WHERE p.id = of_provisioning AND p.site_id = of_site FOR NO KEY UPDATE OF p;
  IF held_since IS NOT NULL THEN
    RETURN;
  END IF;
  INSERT INTO scim_removals AS r (site_id, provisioning_id, account_id, at)
    SELECT DISTINCT of_site, of_provisioning, person, moment FROM unnest(people) AS person
    ON CONFLICT (provisioning_id, account_id) DO UPDATE SET at = greatest(r.at, EXCLUDED.at);
  SELECT count(*) INTO removed FROM (
    SELECT FROM scim_removals r WHERE r.provisioning_id = of_provisioning AND r.at > since LIMIT passes + 1) AS counted;
  IF removed > passes THEN
    SELECT count(*) INTO removed FROM scim_removals r WHERE r.provisioning_id = of_provisioning AND r.at > since;
    -- Whoever was deactivated just now counts as if still there: else the share would grow by itself.
    SELECT u.active + u.locked + (SELECT count(*) FROM scim_removals r JOIN accounts a ON a.id = r.account_id
        WHERE r.provisioning_id = of_provisioning AND r.at > since AND a.site_id = of_site AND a.status NOT IN ('active', 'locked'))
      INTO accounts FROM seat_use u WHERE u.site_id = of_site;
  END IF;
END $$;

-- Lines of two logs -----------------------------------------------------------------------------------------------------
-- Both in PL/pgSQL, which keeps the plans of its statements.

CREATE OR REPLACE FUNCTION usher_insert_activity(entries jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO activity (id, at, site_id, actor, action, subject, before, after, reference)
  SELECT (e->>'id')::uuid, (e->>'at')::timestamptz, (e->>'siteId')::uuid, e->>'actor', e->>'action', e->>'subject',
    NULLIF(e->'before', 'null'), NULLIF(e->'after', 'null'), e->>'reference'
  FROM jsonb_array_elements(entries) AS e;
END $$;

-- A line that is there already (written with its effect, before it was answered) takes what is known by now. Lines of a
-- provisioning that is gone have nobody left to read them.
CREATE FUNCTION usher_store_scim_calls(lines jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO scim_calls AS c (id, site_id, provisioning_id, at, duration_ms, method, path, query, status, outcome, error_id,
    account_id, account_name, entitlement_id, entitlement_name, summary, user_agent, client_address, request_id,
    request_body_encrypted, response_body_encrypted)
  SELECT r.* FROM jsonb_to_recordset(lines) AS r(id uuid, site_id uuid, provisioning_id uuid, at timestamptz,
    duration_ms integer, method text, path text, query text, status integer, outcome text, error_id text, account_id uuid,
    account_name text, entitlement_id uuid, entitlement_name text, summary jsonb, user_agent text, client_address text,
    request_id text, request_body_encrypted text, response_body_encrypted text)
   WHERE EXISTS (SELECT 1 FROM provisionings p WHERE p.id = r.provisioning_id AND p.site_id = r.site_id)
  ON CONFLICT (id) DO UPDATE SET duration_ms = EXCLUDED.duration_ms, status = EXCLUDED.status, outcome = EXCLUDED.outcome,
    error_id = EXCLUDED.error_id, account_id = EXCLUDED.account_id, account_name = EXCLUDED.account_name,
    entitlement_id = EXCLUDED.entitlement_id, entitlement_name = EXCLUDED.entitlement_name, summary = EXCLUDED.summary,
    request_body_encrypted = EXCLUDED.request_body_encrypted, response_body_encrypted = EXCLUDED.response_body_encrypted
   WHERE c.site_id = EXCLUDED.site_id AND c.provisioning_id = EXCLUDED.provisioning_id;
END $$;

-- People ----------------------------------------------------------------------------------------------------------------
-- Writes one person as it was decided, or nothing: then it says which guard failed, and whoever decided reads again. Without
-- `seenVersion` the account is made. `line` is the call's line of the call log.
CREATE FUNCTION usher_write_scim_user(p jsonb, line jsonb) RETURNS jsonb LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
  moment timestamptz := (p->>'now')::timestamptz;
  the_site uuid := (p->>'siteId')::uuid;
  the_provisioning uuid := (p->>'provisioningId')::uuid;
  person uuid := (p->>'id')::uuid;
  profile jsonb := p->'profile';
  removal jsonb := p->'removal';
  counted record;
  guard text;
BEGIN
  -- The lock waits for whoever is changing the settings, and keeps them as they are until the end.
  PERFORM 1 FROM sites WHERE id = the_site AND settings_version = (p->>'settingsVersion')::bigint FOR KEY SHARE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('applied', false, 'guard', 'settings');
  END IF;

  IF p->>'seenVersion' IS NULL THEN
    INSERT INTO accounts (id, site_id, username, username_key, confusable_key, first_name, last_name, display_name, email,
        email_key, language, time_zone, type, status, roles, tracking_codes, managed_by, suspended_by, created_by, created_at, updated_at)
      SELECT person, the_site, r.username, r.username_key, r.confusable_key, r.first_name, r.last_name, r.display_name, r.email,
        r.email_key, r.language, r.time_zone, r.type, r.status, '{}', r.tracking_codes, p->>'managedBy',
        CASE WHEN (p->>'suspends')::boolean THEN the_provisioning END, p->>'actor', moment, moment
      FROM jsonb_populate_record(NULL::accounts, p->'columns') AS r;
  ELSE
    UPDATE accounts a SET
        (username, username_key, confusable_key, first_name, last_name, display_name, email, email_key, language, time_zone, type,
            status, tracking_codes) =
          (SELECT r.username, r.username_key, r.confusable_key, r.first_name, r.last_name, r.display_name, r.email, r.email_key,
              r.language, r.time_zone, r.type, r.status, r.tracking_codes FROM jsonb_populate_record(a, p->'columns') AS r),
        -- Whoever verified the old address has not verified the new one.
        email_verified = a.email_verified AND a.email IS NOT DISTINCT FROM (CASE WHEN p->'columns' ? 'email' THEN p->'columns'->>'email' ELSE a.email END),
        -- An edit counts as newer than what an identity provider said before.
        update_timestamp = CASE WHEN (p->>'edits')::boolean THEN greatest(a.update_timestamp, moment) ELSE a.update_timestamp END,
        managed_by = p->>'managedBy',
        suspended_by = CASE WHEN (p->>'suspends')::boolean THEN the_provisioning ELSE a.suspended_by END,
        updated_at = moment,
        version = a.version + 1
      WHERE a.id = person AND a.site_id = the_site AND a.version = (p->>'seenVersion')::integer;
    IF NOT FOUND THEN
      RETURN jsonb_build_object('applied', false, 'guard', 'account');
    END IF;
  END IF;

  INSERT INTO account_profiles (account_id, site_id, attributes, main_email, other_emails, updated_at)
    VALUES (person, the_site, profile->'attributes', profile->'mainEmail', profile->'otherEmails', moment)
    ON CONFLICT (account_id) DO UPDATE SET attributes = EXCLUDED.attributes, main_email = EXCLUDED.main_email,
      other_emails = EXCLUDED.other_emails, updated_at = EXCLUDED.updated_at;
  INSERT INTO scim_links (provisioning_id, account_id, site_id, external_id, created_at, updated_at)
    VALUES (the_provisioning, person, the_site, p->>'externalId', moment, moment)
    ON CONFLICT (provisioning_id, account_id) DO UPDATE SET external_id = EXCLUDED.external_id, hidden_at = NULL,
      updated_at = EXCLUDED.updated_at;

  IF jsonb_typeof(removal) = 'object' THEN
    SELECT * INTO counted
      FROM usher_count_removals(the_site, the_provisioning, ARRAY[person], moment, (removal->>'since')::timestamptz);
    IF counted.held_since IS NOT NULL OR counted.accounts IS NOT NULL THEN
      RAISE EXCEPTION 'brake' USING ERRCODE = 'UG001';
    END IF;
  END IF;

  -- Asked last: it may have been ended while this one waited.
  IF NOT EXISTS (SELECT 1 FROM provisionings WHERE id = the_provisioning AND site_id = the_site AND enabled) THEN
    RAISE EXCEPTION 'provisioning' USING ERRCODE = 'UG001';
  END IF;
  PERFORM usher_insert_activity(p->'activity');
  PERFORM usher_store_scim_calls(line);
  RETURN jsonb_build_object('applied', true);
EXCEPTION
  -- A guard failed, or somebody else was quicker: this block is undone as a whole.
  WHEN SQLSTATE 'UG001' THEN
    GET STACKED DIAGNOSTICS guard = MESSAGE_TEXT;
    RETURN jsonb_build_object('applied', false, 'guard', guard);
  WHEN SQLSTATE 'US001' THEN
    RETURN jsonb_build_object('applied', false, 'guard', 'seats');
  WHEN deadlock_detected OR lock_not_available THEN
    RETURN jsonb_build_object('applied', false, 'guard', 'busy');
  WHEN foreign_key_violation OR no_data_found THEN
    RETURN jsonb_build_object('applied', false, 'guard', 'gone');
  WHEN unique_violation THEN
    GET STACKED DIAGNOSTICS guard = CONSTRAINT_NAME;
    RETURN jsonb_build_object('applied', false, 'guard', guard);
END $$;
