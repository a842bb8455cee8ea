-- What a change of members is to SCIM clients: another version of the group, whoever changed it, and a removal the brake counts.

-- Raised once for each statement. Groups are raised in the order of their ids, so that two statements never wait for each
-- other; the row of a group stays locked until the transaction ends, so members change as late in it as can be.
CREATE FUNCTION usher_raise_group_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM id FROM entitlements WHERE id IN (SELECT DISTINCT entitlement_id FROM changed) ORDER BY id FOR NO KEY UPDATE;
  UPDATE entitlements SET version = version + 1, updated_at = greatest(updated_at, CURRENT_TIMESTAMP)
    WHERE id IN (SELECT DISTINCT entitlement_id FROM changed);
  RETURN NULL;
END $$;

CREATE TRIGGER group_version_came AFTER INSERT ON entitlement_members REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION usher_raise_group_versions();
CREATE TRIGGER group_version_gone AFTER DELETE ON entitlement_members REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION usher_raise_group_versions();

-- Counts what a provisioning takes from people. The lock makes its requests take turns, so that none counts without the
-- others. It does not decide: whether that is too much is said in TypeScript, which then undoes the transaction.
CREATE FUNCTION usher_count_removals(
  of_site uuid, of_provisioning uuid, people uuid[], moment timestamptz, since timestamptz,
  OUT held_since timestamptz, OUT removed integer, OUT accounts integer
) LANGUAGE plpgsql AS $$
DECLARE
  enough integer;
BEGIN
  SELECT p.held_since, p.brake_count INTO STRICT held_since, enough
    FROM provisionings p WHERE p.id = of_provisioning AND p.site_id = of_site FOR NO KEY UPDATE;
  IF held_since IS NOT NULL THEN
    RETURN;
  END IF;
  INSERT INTO scim_removals (site_id, provisioning_id, account_id, at)
    SELECT of_site, of_provisioning, person, moment FROM unnest(people) AS person;
  SELECT count(DISTINCT r.account_id) INTO removed
    FROM scim_removals r WHERE r.provisioning_id = of_provisioning AND r.at > since;
  IF removed > enough THEN
    -- Whoever was deactivated just now counts as if still there: else the share would grow by itself.
    SELECT u.active + u.locked + (SELECT count(*) FROM accounts a
        WHERE a.site_id = of_site AND a.status NOT IN ('active', 'locked')
          AND a.id IN (SELECT r.account_id FROM scim_removals r WHERE r.provisioning_id = of_provisioning AND r.at > since))
      INTO accounts FROM seat_use u WHERE u.site_id = of_site;
  END IF;
END $$;
