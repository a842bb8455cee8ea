-- A session on an application's own host ends with the session it came from, however that one ends.
ALTER TABLE "sessions" ADD COLUMN "parent_id" UUID;

CREATE INDEX "sessions_parent_id_idx" ON "sessions"("parent_id");

ALTER TABLE "sessions" ADD CONSTRAINT "sessions_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;
