-- Makes the queue of a kind of job, unless it is there. Two makers at once take turns: each would hold what the other needs to
-- add its foreign keys, and one would be ended as a deadlock. The policy keeps one waiting job of a key.
CREATE FUNCTION usher_make_job_queue(queue_name text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM pgboss.queue q WHERE q.name = queue_name) THEN RETURN false; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('usher_make_job_queue'));
  PERFORM pgboss.create_queue(queue_name, json_build_object('policy', 'short'));
  RETURN true;
END $$;
