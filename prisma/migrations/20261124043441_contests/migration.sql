-- CreateEnum
CREATE TYPE "Metric" AS ENUM ('top1Error', 'top5Error', 'hierarchicalError', 'meanPerClassError', 'logLoss', 'calibrationError', 'rocAuc', 'averagePrecision');

-- CreateEnum
CREATE TYPE "Registration" AS ENUM ('open', 'approval', 'domain', 'invitation');

-- CreateEnum
CREATE TYPE "EntryState" AS ENUM ('pending', 'admitted', 'declined');

-- CreateEnum
CREATE TYPE "OverlapKind" AS ENUM ('model', 'address', 'signup');

-- CreateEnum
CREATE TYPE "ScorePart" AS ENUM ('all', 'public', 'private');

-- AlterTable
ALTER TABLE "challenges" ADD COLUMN     "archived_at" TIMESTAMPTZ(3),
ADD COLUMN     "contact" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "email_domains" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "ladder_step" DOUBLE PRECISION,
ADD COLUMN     "max_team_size" INTEGER NOT NULL DEFAULT 5,
ADD COLUMN     "merge_until" TIMESTAMPTZ(3),
ADD COLUMN     "metric" "Metric" NOT NULL DEFAULT 'top1Error',
ADD COLUMN     "prizes" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "public_share" DOUBLE PRECISION NOT NULL DEFAULT 1,
ADD COLUMN     "registration" "Registration" NOT NULL DEFAULT 'open',
ADD COLUMN     "secondary_metrics" "Metric"[] DEFAULT ARRAY[]::"Metric"[],
ADD COLUMN     "series" TEXT,
ADD COLUMN     "time_zone" TEXT NOT NULL DEFAULT 'UTC';

-- AlterTable
ALTER TABLE "entries" ADD COLUMN     "captain_id" UUID,
ADD COLUMN     "disqualified_at" TIMESTAMPTZ(3),
ADD COLUMN     "disqualified_for" TEXT,
ADD COLUMN     "state" "EntryState" NOT NULL DEFAULT 'admitted',
ADD COLUMN     "state_reason" TEXT,
ADD COLUMN     "track_slug" TEXT;

-- The captain of an entry that is there already: its member with the oldest account, else who opened the challenge.
UPDATE "entries" e SET "captain_id" = coalesce(
  (SELECT m."user_id" FROM "entry_members" m WHERE m."entry_id" = e."id" ORDER BY m."user_id" LIMIT 1),
  (SELECT c."created_by" FROM "challenges" c WHERE c."id" = e."challenge_id")
);
ALTER TABLE "entries" ALTER COLUMN "captain_id" SET NOT NULL;

-- AlterTable
ALTER TABLE "submissions" ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "disqualified_at" TIMESTAMPTZ(3),
ADD COLUMN     "disqualified_for" TEXT,
ADD COLUMN     "final" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "link" TEXT,
ADD COLUMN     "listed" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "phase_position" INTEGER;

-- AlterTable
ALTER TABLE "scores" DROP CONSTRAINT "scores_pkey",
ADD COLUMN     "ladder" DOUBLE PRECISION,
ADD COLUMN     "part" "ScorePart" NOT NULL DEFAULT 'all',
ADD CONSTRAINT "scores_pkey" PRIMARY KEY ("submission_id", "split", "part");

-- CreateTable
CREATE TABLE "audit_events" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "act" TEXT NOT NULL,
    "challenge_id" UUID,
    "subject" TEXT NOT NULL,
    "detail" JSONB,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "challenge_phases" (
    "challenge_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "shows_scores" BOOLEAN NOT NULL DEFAULT true,
    "daily_quota" INTEGER,
    "weekly_quota" INTEGER,
    "total_quota" INTEGER,
    "max_model_bytes" INTEGER NOT NULL,
    "time_limit_seconds" INTEGER NOT NULL,
    "memory_limit_mb" INTEGER NOT NULL,

    CONSTRAINT "challenge_phases_pkey" PRIMARY KEY ("challenge_id","position")
);

-- CreateTable
CREATE TABLE "challenge_tracks" (
    "challenge_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "outside_data" BOOLEAN NOT NULL,

    CONSTRAINT "challenge_tracks_pkey" PRIMARY KEY ("challenge_id","slug")
);

-- CreateTable
CREATE TABLE "challenge_rules" (
    "challenge_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "challenge_rules_pkey" PRIMARY KEY ("challenge_id","version")
);

-- CreateTable
CREATE TABLE "rules_acceptances" (
    "challenge_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "user_id" UUID NOT NULL,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rules_acceptances_pkey" PRIMARY KEY ("challenge_id","version","user_id")
);

-- CreateTable
CREATE TABLE "entry_invitations" (
    "id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "email" TEXT,
    "token_hash" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_by" UUID,
    "accepted_at" TIMESTAMPTZ(3),

    CONSTRAINT "entry_invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entry_merges" (
    "id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "from_entry_id" UUID NOT NULL,
    "into_entry_id" UUID NOT NULL,
    "proposed_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entry_merges_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "challenge_invitees" (
    "challenge_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "challenge_invitees_pkey" PRIMARY KEY ("challenge_id","email")
);

-- CreateTable
CREATE TABLE "account_overlaps" (
    "id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "kind" "OverlapKind" NOT NULL,
    "first_user_id" UUID NOT NULL,
    "second_user_id" UUID NOT NULL,
    "evidence" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "judged_by" UUID,
    "judged_at" TIMESTAMPTZ(3),
    "judgement" TEXT,

    CONSTRAINT "account_overlaps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_addresses" (
    "user_id" UUID NOT NULL,
    "address_hash" TEXT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_addresses_pkey" PRIMARY KEY ("user_id","address_hash")
);

-- CreateTable
CREATE TABLE "past_scores" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "part" "ScorePart" NOT NULL,
    "images" INTEGER NOT NULL,
    "missing" INTEGER NOT NULL,
    "top1_error" DOUBLE PRECISION NOT NULL,
    "top5_error" DOUBLE PRECISION,
    "metrics" JSONB NOT NULL,
    "scored_at" TIMESTAMPTZ(3) NOT NULL,
    "replaced_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "past_scores_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "right_images" (
    "submission_id" UUID NOT NULL,
    "part" "ScorePart" NOT NULL,
    "top1" BYTEA NOT NULL,
    "top5" BYTEA,

    CONSTRAINT "right_images_pkey" PRIMARY KEY ("submission_id","part")
);

-- CreateIndex
CREATE INDEX "audit_events_challenge_id_id_idx" ON "audit_events"("challenge_id", "id");

-- CreateIndex
CREATE INDEX "audit_events_actor_id_idx" ON "audit_events"("actor_id");

-- CreateIndex
CREATE INDEX "rules_acceptances_user_id_idx" ON "rules_acceptances"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "entry_invitations_token_hash_key" ON "entry_invitations"("token_hash");

-- CreateIndex
CREATE INDEX "entry_invitations_entry_id_idx" ON "entry_invitations"("entry_id");

-- CreateIndex
CREATE INDEX "entry_merges_into_entry_id_idx" ON "entry_merges"("into_entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "entry_merges_from_entry_id_into_entry_id_key" ON "entry_merges"("from_entry_id", "into_entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_overlaps_challenge_id_kind_first_user_id_second_use_key" ON "account_overlaps"("challenge_id", "kind", "first_user_id", "second_user_id");

-- CreateIndex
CREATE INDEX "sign_in_addresses_address_hash_idx" ON "sign_in_addresses"("address_hash");

-- CreateIndex
CREATE INDEX "past_scores_submission_id_replaced_at_idx" ON "past_scores"("submission_id", "replaced_at");

-- CreateIndex
CREATE INDEX "challenges_series_edition_idx" ON "challenges"("series", "edition");

-- CreateIndex
CREATE INDEX "entries_captain_id_idx" ON "entries"("captain_id");

-- AddForeignKey
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenges"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge_phases" ADD CONSTRAINT "challenge_phases_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenges"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge_tracks" ADD CONSTRAINT "challenge_tracks_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenges"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge_rules" ADD CONSTRAINT "challenge_rules_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenges"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rules_acceptances" ADD CONSTRAINT "rules_acceptances_challenge_id_version_fkey" FOREIGN KEY ("challenge_id", "version") REFERENCES "challenge_rules"("challenge_id", "version") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rules_acceptances" ADD CONSTRAINT "rules_acceptances_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entries" ADD CONSTRAINT "entries_captain_id_fkey" FOREIGN KEY ("captain_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entries" ADD CONSTRAINT "entries_challenge_id_track_slug_fkey" FOREIGN KEY ("challenge_id", "track_slug") REFERENCES "challenge_tracks"("challenge_id", "slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry_invitations" ADD CONSTRAINT "entry_invitations_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "entries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry_invitations" ADD CONSTRAINT "entry_invitations_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry_invitations" ADD CONSTRAINT "entry_invitations_accepted_by_fkey" FOREIGN KEY ("accepted_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry_merges" ADD CONSTRAINT "entry_merges_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenges"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry_merges" ADD CONSTRAINT "entry_merges_from_entry_id_fkey" FOREIGN KEY ("from_entry_id") REFERENCES "entries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry_merges" ADD CONSTRAINT "entry_merges_into_entry_id_fkey" FOREIGN KEY ("into_entry_id") REFERENCES "entries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry_merges" ADD CONSTRAINT "entry_merges_proposed_by_fkey" FOREIGN KEY ("proposed_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge_invitees" ADD CONSTRAINT "challenge_invitees_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenges"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge_invitees" ADD CONSTRAINT "challenge_invitees_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_overlaps" ADD CONSTRAINT "account_overlaps_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenges"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_overlaps" ADD CONSTRAINT "account_overlaps_first_user_id_fkey" FOREIGN KEY ("first_user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_overlaps" ADD CONSTRAINT "account_overlaps_second_user_id_fkey" FOREIGN KEY ("second_user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_overlaps" ADD CONSTRAINT "account_overlaps_judged_by_fkey" FOREIGN KEY ("judged_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_addresses" ADD CONSTRAINT "sign_in_addresses_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "past_scores" ADD CONSTRAINT "past_scores_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "right_images" ADD CONSTRAINT "right_images_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A challenge that is there already has one phase, its whole time.
INSERT INTO "challenge_phases"
  ("challenge_id", "position", "name", "opens_at", "closes_at", "daily_quota", "max_model_bytes", "time_limit_seconds", "memory_limit_mb")
SELECT "id", 0, 'Contest', "opens_at", "closes_at", "daily_quota", "max_model_bytes", "time_limit_seconds", "memory_limit_mb" FROM "challenges";
UPDATE "submissions" SET "phase_position" = 0;

-- Its rules are their first version, which everybody in an entry accepted.
INSERT INTO "challenge_rules" ("challenge_id", "version", "text", "created_at")
SELECT "id", 1, "rules", "created_at" FROM "challenges";
INSERT INTO "rules_acceptances" ("challenge_id", "version", "user_id", "accepted_at")
SELECT m."challenge_id", 1, m."user_id", e."rules_accepted_at" FROM "entry_members" m JOIN "entries" e ON e."id" = m."entry_id";
