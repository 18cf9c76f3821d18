-- CreateEnum
CREATE TYPE "GoldOrigin" AS ENUM ('organiser', 'settled', 'inserted');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "LabelCause" ADD VALUE 'estimate';
ALTER TYPE "LabelCause" ADD VALUE 'withdrawal';
ALTER TYPE "LabelCause" ADD VALUE 'opinion';
ALTER TYPE "LabelCause" ADD VALUE 'gold';

-- DropForeignKey
ALTER TABLE "label_changes" DROP CONSTRAINT "label_changes_user_id_fkey";

-- AlterTable
ALTER TABLE "dataset_images" ADD COLUMN     "train_only" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "version_images" ADD COLUMN     "machine" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "machine" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "off_board" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "campaigns" ADD COLUMN     "gold_share" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "qualification_units" SMALLINT NOT NULL DEFAULT 0,
ADD COLUMN     "several_nouns" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "target_confidence" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "units" ADD COLUMN     "extra_votes" SMALLINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "label_changes" ALTER COLUMN "user_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "challenge_admissions" (
    "challenge_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "admitted_by" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "challenge_admissions_pkey" PRIMARY KEY ("challenge_id","user_id")
);

-- CreateTable
CREATE TABLE "withdrawn_votes" (
    "unit_id" INTEGER NOT NULL,
    "user_id" UUID NOT NULL,
    "answer" TEXT NOT NULL,
    "milliseconds" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "withdrawn_votes_pkey" PRIMARY KEY ("unit_id","user_id")
);

-- CreateTable
CREATE TABLE "gold" (
    "unit_id" INTEGER NOT NULL,
    "campaign_id" UUID NOT NULL,
    "synset_id" TEXT,
    "answer" TEXT NOT NULL,
    "origin" "GoldOrigin" NOT NULL,
    "quiz" BOOLEAN NOT NULL DEFAULT false,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gold_pkey" PRIMARY KEY ("unit_id")
);

-- CreateTable
CREATE TABLE "campaign_labelers" (
    "campaign_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "qualified_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by" UUID,
    "withdrawn_reason" TEXT NOT NULL DEFAULT '',
    "reliability" DOUBLE PRECISION,
    "confusion" DOUBLE PRECISION[],
    "votes" INTEGER NOT NULL DEFAULT 0,
    "gold_asked" INTEGER NOT NULL DEFAULT 0,
    "gold_right" INTEGER NOT NULL DEFAULT 0,
    "settled" INTEGER NOT NULL DEFAULT 0,
    "agreed" INTEGER NOT NULL DEFAULT 0,
    "median_milliseconds" INTEGER,
    "suspicions" JSONB NOT NULL DEFAULT '[]',
    "estimated_at" TIMESTAMPTZ(3),

    CONSTRAINT "campaign_labelers_pkey" PRIMARY KEY ("campaign_id","user_id")
);

-- CreateTable
CREATE TABLE "labeler_days" (
    "day" DATE NOT NULL,
    "user_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "votes" INTEGER NOT NULL DEFAULT 0,
    "milliseconds" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "labeler_days_pkey" PRIMARY KEY ("day","user_id","campaign_id")
);

-- CreateTable
CREATE TABLE "estimates" (
    "id" SERIAL NOT NULL,
    "campaign_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "votes" INTEGER NOT NULL,
    "labelers" INTEGER NOT NULL,
    "iterations" INTEGER NOT NULL,
    "seconds" DOUBLE PRECISION NOT NULL,
    "settled" INTEGER NOT NULL,
    "reopened" INTEGER NOT NULL,
    "contested" INTEGER NOT NULL,
    "relabelled" INTEGER NOT NULL,
    "alpha" DOUBLE PRECISION,
    "model" JSONB NOT NULL,

    CONSTRAINT "estimates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "noun_confusions" (
    "campaign_id" UUID NOT NULL,
    "synset_id" TEXT NOT NULL,
    "other_id" TEXT NOT NULL,
    "votes" INTEGER NOT NULL,

    CONSTRAINT "noun_confusions_pkey" PRIMARY KEY ("campaign_id","synset_id","other_id")
);

-- CreateTable
CREATE TABLE "noun_examples" (
    "campaign_id" UUID NOT NULL,
    "synset_id" TEXT NOT NULL,
    "image_id" INTEGER NOT NULL,
    "good" BOOLEAN NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "noun_examples_pkey" PRIMARY KEY ("campaign_id","synset_id","image_id")
);

-- CreateTable
CREATE TABLE "assistants" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "model_sha256" TEXT NOT NULL,
    "preprocess" JSONB,
    "labels" TEXT[],
    "state" "JobState" NOT NULL DEFAULT 'queued',
    "votes" INTEGER NOT NULL DEFAULT 0,
    "problem_code" TEXT,
    "problem_message" TEXT,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assistants_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "withdrawn_votes_user_id_idx" ON "withdrawn_votes"("user_id");

-- CreateIndex
CREATE INDEX "gold_campaign_id_quiz_synset_id_unit_id_idx" ON "gold"("campaign_id", "quiz", "synset_id", "unit_id");

-- CreateIndex
CREATE INDEX "campaign_labelers_user_id_idx" ON "campaign_labelers"("user_id");

-- CreateIndex
CREATE INDEX "labeler_days_user_id_day_idx" ON "labeler_days"("user_id", "day");

-- CreateIndex
CREATE INDEX "labeler_days_campaign_id_day_idx" ON "labeler_days"("campaign_id", "day");

-- CreateIndex
CREATE INDEX "estimates_campaign_id_id_idx" ON "estimates"("campaign_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "assistants_user_id_key" ON "assistants"("user_id");

-- CreateIndex
CREATE INDEX "assistants_campaign_id_idx" ON "assistants"("campaign_id");

-- AddForeignKey
ALTER TABLE "challenge_admissions" ADD CONSTRAINT "challenge_admissions_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenges"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge_admissions" ADD CONSTRAINT "challenge_admissions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge_admissions" ADD CONSTRAINT "challenge_admissions_admitted_by_fkey" FOREIGN KEY ("admitted_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "withdrawn_votes" ADD CONSTRAINT "withdrawn_votes_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "withdrawn_votes" ADD CONSTRAINT "withdrawn_votes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gold" ADD CONSTRAINT "gold_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gold" ADD CONSTRAINT "gold_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gold" ADD CONSTRAINT "gold_synset_id_fkey" FOREIGN KEY ("synset_id") REFERENCES "synsets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gold" ADD CONSTRAINT "gold_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_labelers" ADD CONSTRAINT "campaign_labelers_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_labelers" ADD CONSTRAINT "campaign_labelers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_labelers" ADD CONSTRAINT "campaign_labelers_withdrawn_by_fkey" FOREIGN KEY ("withdrawn_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "labeler_days" ADD CONSTRAINT "labeler_days_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "labeler_days" ADD CONSTRAINT "labeler_days_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "estimates" ADD CONSTRAINT "estimates_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "noun_confusions" ADD CONSTRAINT "noun_confusions_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "noun_confusions" ADD CONSTRAINT "noun_confusions_synset_id_fkey" FOREIGN KEY ("synset_id") REFERENCES "synsets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "noun_confusions" ADD CONSTRAINT "noun_confusions_other_id_fkey" FOREIGN KEY ("other_id") REFERENCES "synsets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "noun_examples" ADD CONSTRAINT "noun_examples_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "noun_examples" ADD CONSTRAINT "noun_examples_synset_id_fkey" FOREIGN KEY ("synset_id") REFERENCES "synsets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "noun_examples" ADD CONSTRAINT "noun_examples_image_id_fkey" FOREIGN KEY ("image_id") REFERENCES "images"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "noun_examples" ADD CONSTRAINT "noun_examples_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assistants" ADD CONSTRAINT "assistants_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assistants" ADD CONSTRAINT "assistants_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assistants" ADD CONSTRAINT "assistants_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "label_changes" ADD CONSTRAINT "label_changes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- The units that wait for an organiser's decision.
CREATE INDEX "units_contested_idx" ON "units" ("campaign_id", "id") WHERE "state" = 'contested';
