-- How many accounts of a site have which status: counted with the seats, in the row that a change of either locks anyway.
ALTER TABLE "seat_use" ADD COLUMN "active" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "pending" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "deactivated" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "locked" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "expired" INTEGER NOT NULL DEFAULT 0;

CREATE OR REPLACE FUNCTION usher_count_seats() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change integer;
  gone "AccountStatus" := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE OLD.status END;
  come "AccountStatus" := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE NEW.status END;
  in_use integer;
  allowed integer;
BEGIN
  change := CASE WHEN TG_OP = 'DELETE' THEN 0 ELSE usher_holds_seat(NEW.type, NEW.status) END
          - CASE WHEN TG_OP = 'INSERT' THEN 0 ELSE usher_holds_seat(OLD.type, OLD.status) END;
  IF change = 0 AND come IS NOT DISTINCT FROM gone THEN
    RETURN NULL;
  END IF;
  -- The row lock makes sign-ins that take a seat of one site wait for each other: the last seat goes to one person.
  UPDATE seat_use SET used = used + change,
      active = active + (come IS NOT DISTINCT FROM 'active')::integer - (gone IS NOT DISTINCT FROM 'active')::integer,
      pending = pending + (come IS NOT DISTINCT FROM 'pending')::integer - (gone IS NOT DISTINCT FROM 'pending')::integer,
      deactivated = deactivated + (come IS NOT DISTINCT FROM 'deactivated')::integer
        - (gone IS NOT DISTINCT FROM 'deactivated')::integer,
      locked = locked + (come IS NOT DISTINCT FROM 'locked')::integer - (gone IS NOT DISTINCT FROM 'locked')::integer,
      expired = expired + (come IS NOT DISTINCT FROM 'expired')::integer - (gone IS NOT DISTINCT FROM 'expired')::integer
    WHERE site_id = COALESCE(NEW.site_id, OLD.site_id) RETURNING used INTO in_use;
  IF change > 0 THEN
    SELECT seats INTO allowed FROM sites WHERE id = NEW.site_id;
    IF in_use > allowed THEN
      RAISE EXCEPTION 'seat_unavailable' USING ERRCODE = 'US001', DETAIL = 'No free seat is left on this site.';
    END IF;
  END IF;
  RETURN NULL;
END $$;

UPDATE seat_use u SET active = c.active, pending = c.pending, deactivated = c.deactivated, locked = c.locked, expired = c.expired
  FROM (SELECT site_id, count(*) FILTER (WHERE status = 'active') AS active, count(*) FILTER (WHERE status = 'pending') AS pending,
      count(*) FILTER (WHERE status = 'deactivated') AS deactivated, count(*) FILTER (WHERE status = 'locked') AS locked,
      count(*) FILTER (WHERE status = 'expired') AS expired
    FROM accounts GROUP BY site_id) AS c
 WHERE c.site_id = u.site_id;

-- Seats over time: what a day ended with.
CREATE TABLE "seat_days" (
    "site_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "used" INTEGER NOT NULL,
    "seats" INTEGER NOT NULL,

    CONSTRAINT "seat_days_pkey" PRIMARY KEY ("site_id", "day")
);
ALTER TABLE "seat_days" ADD CONSTRAINT "seat_days_site_id_fkey" FOREIGN KEY ("site_id")
  REFERENCES "sites"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Sign-ins over time. Counted afterwards, an hour at a time: a counter written by each sign-in would make all sign-ins of
-- a site wait for each other.
CREATE TABLE "attempt_counts" (
    "site_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "outcome" "AttemptOutcome" NOT NULL,
    "code" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,

    CONSTRAINT "attempt_counts_pkey" PRIMARY KEY ("site_id", "hour", "outcome", "code")
);
ALTER TABLE "attempt_counts" ADD CONSTRAINT "attempt_counts_site_id_fkey" FOREIGN KEY ("site_id")
  REFERENCES "sites"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Attempts come in the order of time, so a block index finds an hour at next to no cost for a sign-in.
CREATE INDEX "attempts_at_idx" ON "attempts" USING BRIN ("at");

-- Counts the attempts of all full hours before a moment that are not counted yet; answers how many hours of sites. Several
-- processes at once take turns. The moment must lie so far back that no attempt of its past is still to come.
CREATE FUNCTION usher_count_attempts(moment timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
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
     WHERE t.at >= since AND t.at < until GROUP BY 1, 2, 3, 4;
  GET DIAGNOSTICS counted = ROW_COUNT;
  UPDATE installation SET value = to_char(until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
    WHERE name = 'attempts_counted_until';
  DELETE FROM attempt_counts WHERE hour < until - interval '400 days';
  DELETE FROM seat_days WHERE day < (until - interval '400 days')::date;
  RETURN counted;
END $$;
