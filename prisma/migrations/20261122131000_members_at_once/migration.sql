-- Lets people join and leave a group as it was decided, or nobody: then it says which guard failed, and whoever decided reads
-- again. `line` is the call's line of the call log.
CREATE FUNCTION usher_move_group_members(p jsonb, line jsonb) RETURNS jsonb LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
DECLARE
  moment timestamptz := (p->>'now')::timestamptz;
  the_site uuid := (p->>'siteId')::uuid;
  the_provisioning uuid := (p->>'provisioningId')::uuid;
  the_group uuid := (p->>'groupId')::uuid;
  came uuid[] := ARRAY(SELECT id::uuid FROM jsonb_array_elements_text(p->'came') AS id ORDER BY 1);
  gone uuid[] := ARRAY(SELECT id::uuid FROM jsonb_array_elements_text(p->'gone') AS id ORDER BY 1);
  removal jsonb := p->'removal';
  counted record;
  moved integer;
  group_version integer;
  guard text;
BEGIN
  -- Held until the end: nobody leaves the workspace and keeps a role in it. Before the group itself, as everywhere.
  IF p->>'workspaceId' IS NOT NULL AND cardinality(came) > 0 THEN
    PERFORM 1 FROM entitlement_members m WHERE m.entitlement_id = (p->>'workspaceId')::uuid AND m.account_id = ANY (came)
      ORDER BY m.account_id FOR KEY SHARE;
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF moved <> cardinality(came) THEN
      RETURN jsonb_build_object('applied', false, 'guard', 'workspace');
    END IF;
  END IF;

  -- Who comes and goes was told from the members of that version: what raises it waits until the end.
  IF p->>'seenVersion' IS NOT NULL THEN
    PERFORM 1 FROM entitlements
      WHERE id = the_group AND site_id = the_site AND version = (p->>'seenVersion')::integer FOR NO KEY UPDATE;
    IF NOT FOUND THEN
      RETURN jsonb_build_object('applied', false, 'guard', 'group');
    END IF;
  END IF;

  IF cardinality(gone) > 0 THEN
    DELETE FROM entitlement_members WHERE entitlement_id = the_group AND site_id = the_site AND account_id = ANY (gone);
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF moved <> cardinality(gone) THEN
      RAISE EXCEPTION 'members' USING ERRCODE = 'UG001';
    END IF;
  END IF;

  IF cardinality(came) > 0 THEN
    INSERT INTO entitlement_members (entitlement_id, account_id, site_id, granted_by, granted_at)
      SELECT the_group, a.id, the_site, p->>'actor', moment FROM accounts a
        WHERE a.site_id = the_site AND a.id = ANY (came) AND a.home_organization IS NULL
          AND NOT EXISTS (SELECT 1 FROM scim_links l WHERE l.provisioning_id = the_provisioning AND l.account_id = a.id AND l.hidden_at IS NOT NULL)
          AND EXISTS (SELECT 1 FROM entitlements e WHERE e.id = the_group AND e.site_id = the_site)
        ORDER BY a.id
      ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF moved <> cardinality(came) THEN
      RAISE EXCEPTION 'members' USING ERRCODE = 'UG001';
    END IF;
  END IF;

  IF jsonb_typeof(removal) = 'object' THEN
    SELECT * INTO counted
      FROM usher_count_removals(the_site, the_provisioning, gone, moment, (removal->>'since')::timestamptz);
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
  SELECT version INTO group_version FROM entitlements WHERE id = the_group AND site_id = the_site;
  RETURN jsonb_build_object('applied', true, 'version', group_version);
EXCEPTION
  -- A guard failed, or somebody else was quicker: this block is undone as a whole.
  WHEN SQLSTATE 'UG001' THEN
    GET STACKED DIAGNOSTICS guard = MESSAGE_TEXT;
    RETURN jsonb_build_object('applied', false, 'guard', guard);
  WHEN deadlock_detected OR lock_not_available THEN
    RETURN jsonb_build_object('applied', false, 'guard', 'busy');
  WHEN foreign_key_violation OR no_data_found THEN
    RETURN jsonb_build_object('applied', false, 'guard', 'gone');
END $$;
