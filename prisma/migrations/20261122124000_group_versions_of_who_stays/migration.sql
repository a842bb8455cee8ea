-- Where accounts are removed in numbers (a file, a whole site), their memberships go one account at a time: raising the version
-- of one group each time would write its one row again and again, and each time search through all that was written before.
-- So a group's version is raised for members who leave it, not for those who are no more.
CREATE OR REPLACE FUNCTION usher_raise_group_versions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  raised uuid[] := ARRAY(SELECT DISTINCT c.entitlement_id FROM changed c
    WHERE TG_OP = 'INSERT' OR EXISTS (SELECT 1 FROM accounts a WHERE a.id = c.account_id));
BEGIN
  PERFORM id FROM entitlements WHERE id = ANY (raised) ORDER BY id FOR NO KEY UPDATE;
  UPDATE entitlements SET version = version + 1, updated_at = greatest(updated_at, CURRENT_TIMESTAMP) WHERE id = ANY (raised);
  RETURN NULL;
END $$;
