-- How many accounts have a value of a tracking code --------------------------------------------------------------------
-- Changes are added up, never written over: an account takes no lock that another one could wait for. A job joins them
-- from time to time, so that reading stays short.

CREATE TABLE "tracking_code_use" (
    "id" BIGSERIAL NOT NULL,
    "site_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    "accounts" INTEGER NOT NULL,
    "joined" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "tracking_code_use_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "tracking_code_use_site_id_number_value_idx" ON "tracking_code_use"("site_id", "number", "value");
CREATE INDEX "tracking_code_use_fresh" ON "tracking_code_use"("id") WHERE NOT joined;

CREATE FUNCTION usher_count_tracking_codes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO tracking_code_use (site_id, number, value, accounts)
      SELECT OLD.site_id, substr(code.key, 3)::integer, code.value, -1
        FROM jsonb_each_text(OLD.tracking_codes) AS code WHERE code.key ~ '^TC[0-9]+$' AND code.value IS NOT NULL;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO tracking_code_use (site_id, number, value, accounts)
      SELECT NEW.site_id, substr(code.key, 3)::integer, code.value, 1
        FROM jsonb_each_text(NEW.tracking_codes) AS code WHERE code.key ~ '^TC[0-9]+$' AND code.value IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER usher_count_tracking_codes_added AFTER INSERT ON accounts
  FOR EACH ROW WHEN (NEW.tracking_codes <> '{}') EXECUTE FUNCTION usher_count_tracking_codes();
CREATE TRIGGER usher_count_tracking_codes_changed AFTER UPDATE OF tracking_codes ON accounts
  FOR EACH ROW WHEN (NEW.tracking_codes <> OLD.tracking_codes) EXECUTE FUNCTION usher_count_tracking_codes();
CREATE TRIGGER usher_count_tracking_codes_removed AFTER DELETE ON accounts
  FOR EACH ROW WHEN (OLD.tracking_codes <> '{}') EXECUTE FUNCTION usher_count_tracking_codes();

INSERT INTO tracking_code_use (site_id, number, value, accounts, joined)
  SELECT a.site_id, substr(code.key, 3)::integer, code.value, count(*), true
    FROM accounts a, jsonb_each_text(a.tracking_codes) AS code
   WHERE code.key ~ '^TC[0-9]+$' AND code.value IS NOT NULL
   GROUP BY 1, 2, 3;

-- Joins what was added up, at most so many changes at a time; answers how many. Any number of processes may do it at once.
CREATE FUNCTION usher_join_tracking_code_use(most integer) RETURNS integer LANGUAGE sql AS $$
  WITH changed AS (
    SELECT DISTINCT site_id, number, value FROM (
      SELECT site_id, number, value FROM tracking_code_use WHERE NOT joined ORDER BY id LIMIT most) AS oldest),
  taken AS (
    SELECT u.id FROM tracking_code_use u JOIN changed USING (site_id, number, value) FOR UPDATE OF u SKIP LOCKED),
  gone AS (
    DELETE FROM tracking_code_use WHERE id IN (SELECT id FROM taken) RETURNING site_id, number, value, accounts, joined),
  put AS (
    INSERT INTO tracking_code_use (site_id, number, value, accounts, joined)
      SELECT site_id, number, value, sum(accounts)::integer, true FROM gone
       GROUP BY site_id, number, value HAVING sum(accounts) <> 0)
  SELECT count(*)::integer FROM gone WHERE NOT joined
$$;

-- Values that arrived and are not in a list -----------------------------------------------------------------------------

CREATE INDEX "attempts_unlisted_tracking_codes" ON "attempts"("site_id", "at" DESC)
  WHERE verified AND findings @> '[{"reason": "tracking_code_not_listed"}]';

-- The activity log: the sign-in behind a line, and its filters ----------------------------------------------------------

ALTER TABLE "activity" ADD COLUMN "reference" TEXT;

DROP INDEX "activity_site_id_id_idx";
CREATE INDEX "activity_site_id_at_id_idx" ON "activity"("site_id", "at" DESC, "id" DESC);
CREATE INDEX "activity_actors" ON "activity"("site_id", lower("actor"), "at" DESC, "id" DESC);
CREATE INDEX "activity_kinds_of_actors" ON "activity"("site_id", split_part("actor", ':', 1), "at" DESC, "id" DESC);
CREATE INDEX "activity_kinds" ON "activity"("site_id", split_part("action", '.', 1), "at" DESC, "id" DESC);
CREATE INDEX "activity_subjects" ON "activity"("site_id", lower("subject"), "at" DESC, "id" DESC);

CREATE OR REPLACE FUNCTION usher_insert_activity(entries jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO activity (id, at, site_id, actor, action, subject, before, after, reference)
  SELECT (e->>'id')::uuid, (e->>'at')::timestamptz, (e->>'siteId')::uuid, e->>'actor', e->>'action', e->>'subject',
    NULLIF(e->'before', 'null'), NULLIF(e->'after', 'null'), e->>'reference'
  FROM jsonb_array_elements(entries) AS e
$$;
