-- Accounts that come or go in numbers (a file, a CSV) are counted once for each statement: counting each row would write the
-- one row of the site again and again, and each time search through all that was written before.
CREATE FUNCTION usher_count_many_seats() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change record;
  sign integer := CASE WHEN TG_OP = 'INSERT' THEN 1 ELSE -1 END;
  in_use integer;
  allowed integer;
BEGIN
  FOR change IN
    SELECT site_id, sum(usher_holds_seat(type, status)) AS seats, count(*) FILTER (WHERE status = 'active') AS active,
        count(*) FILTER (WHERE status = 'pending') AS pending, count(*) FILTER (WHERE status = 'deactivated') AS deactivated,
        count(*) FILTER (WHERE status = 'locked') AS locked, count(*) FILTER (WHERE status = 'expired') AS expired
      FROM changed GROUP BY site_id ORDER BY site_id
  LOOP
    -- The row lock makes sign-ins that take a seat of one site wait for each other: the last seat goes to one person.
    UPDATE seat_use SET used = used + sign * change.seats, active = active + sign * change.active,
        pending = pending + sign * change.pending, deactivated = deactivated + sign * change.deactivated,
        locked = locked + sign * change.locked, expired = expired + sign * change.expired
      WHERE site_id = change.site_id RETURNING used INTO in_use;
    IF sign * change.seats > 0 THEN
      SELECT seats INTO allowed FROM sites WHERE id = change.site_id;
      IF in_use > allowed THEN
        RAISE EXCEPTION 'seat_unavailable' USING ERRCODE = 'US001', DETAIL = 'No free seat is left on this site.';
      END IF;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

DROP TRIGGER count_seats ON accounts;
CREATE TRIGGER count_seats_came AFTER INSERT ON accounts REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION usher_count_many_seats();
CREATE TRIGGER count_seats_gone AFTER DELETE ON accounts REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION usher_count_many_seats();
-- By row, because only so a sign-in that writes nothing but its time costs nothing here.
CREATE TRIGGER count_seats_changed AFTER UPDATE OF type, status ON accounts
FOR EACH ROW EXECUTE FUNCTION usher_count_seats();

-- A sign-out of which the identity provider could not be told is kept as an attempt, but it is no sign-in.
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
     WHERE t.at >= since AND t.at < until AND t.kind NOT IN ('test', 'logout') GROUP BY 1, 2, 3, 4;
  GET DIAGNOSTICS counted = ROW_COUNT;
  UPDATE installation SET value = to_char(until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
    WHERE name = 'attempts_counted_until';
  DELETE FROM attempt_counts WHERE hour < until - interval '400 days';
  DELETE FROM seat_days WHERE day < (until - interval '400 days')::date;
  RETURN counted;
END $$;
