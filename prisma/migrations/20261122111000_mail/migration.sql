-- The outbox. A mail is written in the transaction of its cause; its text, which may hold a one-time link, is sealed, and
-- forgotten once it has been sent.
CREATE TYPE "MailStatus" AS ENUM ('waiting', 'sent', 'failed', 'kept');

CREATE TABLE "mails" (
    "id" UUID NOT NULL,
    "site_id" UUID,
    "recipient" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text_encrypted" TEXT,
    "status" "MailStatus" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "mails_site_id_id_idx" ON "mails"("site_id", "id");
CREATE INDEX "mails_expires_at_idx" ON "mails"("expires_at");
-- What needs somebody's eye, for the doctor: few, however many were sent.
CREATE INDEX "mails_not_sent_idx" ON "mails"("status", "created_at") WHERE "status" <> 'sent';

ALTER TABLE "mails" ADD CONSTRAINT "mails_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE CASCADE ON UPDATE CASCADE;
