-- A sign-in that makes or changes an account waits for whoever is changing the settings of its site, and keeps them as they are until
-- the end: else it could pass the look at their version, wait, and write what they refuse by then. Nothing else of
-- usher_apply_sign_in changes.
DO $$
DECLARE
  stored text := pg_get_functiondef('usher_apply_sign_in(jsonb)'::regprocedure);
  look text := 'IF NOT EXISTS (SELECT 1 FROM sites WHERE id = the_site AND settings_version =';
BEGIN
  IF position(look IN stored) = 0 THEN
    RAISE EXCEPTION 'usher_apply_sign_in does not look at the settings version as it did';
  END IF;
  EXECUTE replace(stored, look, 'IF jsonb_typeof(p->''create'') = ''object'' OR jsonb_typeof(p->''change'') = ''object'' THEN
    PERFORM 1 FROM sites WHERE id = the_site FOR KEY SHARE;
  END IF;
  ' || look);
END $$;
