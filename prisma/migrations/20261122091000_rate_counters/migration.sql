-- What is refused is counted by all processes together, so that a flood cannot fill the database through one of them.
CREATE TABLE "rate_counters" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_counters_pkey" PRIMARY KEY ("key")
);

CREATE INDEX "rate_counters_expires_at_idx" ON "rate_counters"("expires_at");

-- limits: [ { key, most, seconds } ], judged in this order. Counts one against each, up to the first that is used up; that
-- one is left as it is, so that a flood writes nothing, and neither are those behind it, so that one client cannot use up
-- what belongs to all. Answers { key, until }, until the end of its window, or NULL when there was room in all.
CREATE FUNCTION usher_count_against(limits jsonb, moment timestamptz) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  entry jsonb;
  most integer;
  until timestamptz;
BEGIN
  FOR entry IN SELECT value FROM jsonb_array_elements(limits) WITH ORDINALITY ORDER BY ordinality LOOP
    most := (entry->>'most')::integer;
    INSERT INTO rate_counters AS c (key, count, expires_at)
      VALUES (entry->>'key', 1, moment + make_interval(secs => (entry->>'seconds')::double precision))
      ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN c.expires_at <= moment THEN 1 ELSE c.count + 1 END,
        expires_at = CASE WHEN c.expires_at <= moment THEN EXCLUDED.expires_at ELSE c.expires_at END
      WHERE c.expires_at <= moment OR c.count < most;
    IF NOT FOUND THEN
      SELECT c.expires_at INTO until FROM rate_counters c WHERE c.key = entry->>'key';
      -- Housekeeping may have removed it this moment: then its window is over.
      RETURN jsonb_build_object('key', entry->>'key', 'until', COALESCE(until, moment));
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
