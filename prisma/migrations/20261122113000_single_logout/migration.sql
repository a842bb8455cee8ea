-- Single logout: what the metadata says beside the address, the requests we wait for, and those that were carried out.
ALTER TABLE "connections" ADD COLUMN "slo_binding" "SsoBinding", ADD COLUMN "slo_response_url" TEXT;

CREATE TABLE "logout_requests" (
    "id" TEXT NOT NULL,
    "site_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "logout_requests_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "logout_requests_expires_at_idx" ON "logout_requests"("expires_at");

CREATE TABLE "consumed_logout_requests" (
    "connection_id" UUID NOT NULL,
    "request_id" TEXT NOT NULL,
    "site_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consumed_logout_requests_pkey" PRIMARY KEY ("connection_id","request_id")
);

CREATE INDEX "consumed_logout_requests_expires_at_idx" ON "consumed_logout_requests"("expires_at");

-- An identity provider ends sessions by NameID.
CREATE INDEX "sessions_name_id_idx" ON "sessions"("connection_id", (subject->'nameId'->>'value'));

-- Whether what a session remembers of its assertion is the subject p names: nameId { value, format, nameQualifier,
-- spNameQualifier }, sessionIndexes [..], idpEntityId, spEntityId. What the request leaves out is not compared; qualifiers a
-- session lacks are the parties' own (SAML Core 8.3.7), a format it lacks is "unspecified" (2.2.2). Without an index every
-- session counts (3.7.1).
CREATE FUNCTION usher_is_logout_subject(subject jsonb, p jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT COALESCE(
    subject->'nameId'->>'value' = p->'nameId'->>'value'
    AND (p->'nameId'->>'format' IS NULL OR p->'nameId'->>'format' =
      COALESCE(subject->'nameId'->>'format', 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified'))
    AND (p->'nameId'->>'nameQualifier' IS NULL OR p->'nameId'->>'nameQualifier' =
      COALESCE(subject->'nameId'->>'nameQualifier', p->>'idpEntityId'))
    AND (p->'nameId'->>'spNameQualifier' IS NULL OR p->'nameId'->>'spNameQualifier' =
      COALESCE(subject->'nameId'->>'spNameQualifier', p->>'spEntityId'))
    AND (jsonb_array_length(p->'sessionIndexes') = 0 OR p->'sessionIndexes' @> jsonb_build_array(subject->>'sessionIndex')),
    false)
$$;

-- Carries out a LogoutRequest once. p: now, siteId, connectionId, requestId, expiresAt, and the subject as above. Answers
-- { "replayed": true }, and then nothing was changed, or { "replayed": false, "ended": sessions on our own host }.
CREATE FUNCTION usher_end_sessions_of_subject(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  moment timestamptz := (p->>'now')::timestamptz;
  the_connection uuid := (p->>'connectionId')::uuid;
  the_site uuid := (p->>'siteId')::uuid;
  ended integer;
BEGIN
  INSERT INTO consumed_logout_requests (connection_id, request_id, site_id, expires_at)
    VALUES (the_connection, p->>'requestId', the_site, (p->>'expiresAt')::timestamptz)
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('replayed', true);
  END IF;
  -- First what is on its way: a completion at this moment has locked its row, and its session is seen below.
  UPDATE parked_sign_ins SET consumed_at = moment
    WHERE site_id = the_site AND connection_id = the_connection AND consumed_at IS NULL AND expires_at > moment
      AND usher_is_logout_subject(subject, p);
  -- Those on hosts of applications go with the session they came from.
  DELETE FROM sessions WHERE site_id = the_site AND connection_id = the_connection
    AND subject->'nameId'->>'value' = p->'nameId'->>'value' AND usher_is_logout_subject(subject, p);
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN jsonb_build_object('replayed', false, 'ended', ended);
END $$;
