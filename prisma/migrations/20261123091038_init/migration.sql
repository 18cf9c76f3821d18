-- CreateEnum
CREATE TYPE "SubmissionState" AS ENUM ('uploaded', 'checking', 'queued', 'scoring', 'scored', 'refused', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "Split" AS ENUM ('train', 'val', 'test');

-- CreateEnum
CREATE TYPE "JobState" AS ENUM ('queued', 'running', 'done', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "LinkKind" AS ENUM ('hyponym', 'instance');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('labeler', 'researcher', 'organiser', 'admin');

-- CreateEnum
CREATE TYPE "CampaignKind" AS ENUM ('verify', 'classify');

-- CreateEnum
CREATE TYPE "CampaignState" AS ENUM ('open', 'closed');

-- CreateEnum
CREATE TYPE "UnitState" AS ENUM ('open', 'settled', 'contested');

-- CreateEnum
CREATE TYPE "AssignmentState" AS ENUM ('leased', 'answered', 'returned', 'expired');

-- CreateTable
CREATE TABLE "challenges" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "edition" INTEGER NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "rules" TEXT NOT NULL DEFAULT '',
    "version_id" UUID NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "daily_quota" INTEGER NOT NULL,
    "max_model_bytes" INTEGER NOT NULL,
    "time_limit_seconds" INTEGER NOT NULL,
    "memory_limit_mb" INTEGER NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "challenges_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "challenge_classes" (
    "challenge_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "synset_id" TEXT NOT NULL,

    CONSTRAINT "challenge_classes_pkey" PRIMARY KEY ("challenge_id","position")
);

-- CreateTable
CREATE TABLE "entries" (
    "id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "baseline" BOOLEAN NOT NULL DEFAULT false,
    "rules_accepted_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entry_members" (
    "challenge_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,

    CONSTRAINT "entry_members_pkey" PRIMARY KEY ("challenge_id","user_id")
);

-- CreateTable
CREATE TABLE "submissions" (
    "id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" "SubmissionState" NOT NULL DEFAULT 'uploaded',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "model_sha256" TEXT NOT NULL,
    "model_bytes" INTEGER NOT NULL,
    "preprocess" JSONB,
    "labels" TEXT[],
    "idempotency_key" TEXT,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "progress_done" INTEGER NOT NULL DEFAULT 0,
    "progress_total" INTEGER NOT NULL DEFAULT 0,
    "seconds_left" DOUBLE PRECISION,
    "problem_code" TEXT,
    "problem_message" TEXT,
    "warnings" TEXT[],
    "network" JSONB,
    "isolation" TEXT[],
    "cost_seconds" DOUBLE PRECISION,
    "inference_seconds" DOUBLE PRECISION,
    "peak_memory_mb" DOUBLE PRECISION,
    "predictions_key" TEXT,

    CONSTRAINT "submissions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission_events" (
    "id" SERIAL NOT NULL,
    "submission_id" UUID NOT NULL,
    "state" "SubmissionState" NOT NULL,
    "detail" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "submission_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scores" (
    "submission_id" UUID NOT NULL,
    "split" "Split" NOT NULL,
    "images" INTEGER NOT NULL,
    "top1_error" DOUBLE PRECISION NOT NULL,
    "top5_error" DOUBLE PRECISION,
    "metrics" JSONB NOT NULL,
    "scored_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scores_pkey" PRIMARY KEY ("submission_id","split")
);

-- CreateTable
CREATE TABLE "datasets" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "datasets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_images" (
    "dataset_id" UUID NOT NULL,
    "image_id" INTEGER NOT NULL,

    CONSTRAINT "dataset_images_pkey" PRIMARY KEY ("dataset_id","image_id")
);

-- CreateTable
CREATE TABLE "dataset_candidates" (
    "dataset_id" UUID NOT NULL,
    "synset_id" TEXT NOT NULL,
    "image_id" INTEGER NOT NULL,

    CONSTRAINT "dataset_candidates_pkey" PRIMARY KEY ("dataset_id","synset_id","image_id")
);

-- CreateTable
CREATE TABLE "dataset_versions" (
    "id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" "JobState" NOT NULL DEFAULT 'queued',
    "options" JSONB NOT NULL,
    "manifest_sha256" TEXT,
    "train_count" INTEGER NOT NULL DEFAULT 0,
    "val_count" INTEGER NOT NULL DEFAULT 0,
    "test_count" INTEGER NOT NULL DEFAULT 0,
    "class_count" INTEGER NOT NULL DEFAULT 0,
    "report" JSONB,
    "error" TEXT,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "frozen_at" TIMESTAMPTZ(3),

    CONSTRAINT "dataset_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "version_classes" (
    "version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "synset_id" TEXT NOT NULL,
    "train_count" INTEGER NOT NULL,
    "val_count" INTEGER NOT NULL,
    "test_count" INTEGER NOT NULL,

    CONSTRAINT "version_classes_pkey" PRIMARY KEY ("version_id","position")
);

-- CreateTable
CREATE TABLE "version_images" (
    "version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "image_id" INTEGER NOT NULL,
    "split" "Split" NOT NULL,
    "synset_id" TEXT,
    "confidence" DOUBLE PRECISION,
    "simulated" BOOLEAN NOT NULL,

    CONSTRAINT "version_images_pkey" PRIMARY KEY ("version_id","image_id")
);

-- CreateTable
CREATE TABLE "held_out_labels" (
    "version_id" UUID NOT NULL,
    "image_id" INTEGER NOT NULL,
    "synset_id" TEXT NOT NULL,
    "confidence" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "held_out_labels_pkey" PRIMARY KEY ("version_id","image_id")
);

-- CreateTable
CREATE TABLE "synsets" (
    "id" TEXT NOT NULL,
    "words" TEXT[],
    "gloss" TEXT NOT NULL,
    "depth" SMALLINT NOT NULL,
    "height" SMALLINT NOT NULL,
    "child_count" INTEGER NOT NULL,
    "descendant_count" INTEGER NOT NULL,

    CONSTRAINT "synsets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "synset_links" (
    "child_id" TEXT NOT NULL,
    "parent_id" TEXT NOT NULL,
    "kind" "LinkKind" NOT NULL,
    "position" SMALLINT NOT NULL,

    CONSTRAINT "synset_links_pkey" PRIMARY KEY ("child_id","parent_id")
);

-- CreateTable
CREATE TABLE "synset_closure" (
    "ancestor_id" TEXT NOT NULL,
    "descendant_id" TEXT NOT NULL,
    "distance" SMALLINT NOT NULL,

    CONSTRAINT "synset_closure_pkey" PRIMARY KEY ("ancestor_id","descendant_id")
);

-- CreateTable
CREATE TABLE "synset_words" (
    "word" TEXT NOT NULL,
    "synset_id" TEXT NOT NULL,
    "sense" SMALLINT NOT NULL,

    CONSTRAINT "synset_words_pkey" PRIMARY KEY ("word","synset_id")
);

-- CreateTable
CREATE TABLE "synset_image_counts" (
    "synset_id" TEXT NOT NULL,
    "direct" INTEGER NOT NULL DEFAULT 0,
    "subtree" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "synset_image_counts_pkey" PRIMARY KEY ("synset_id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" TIMESTAMPTZ(3),
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "roles" "Role"[],
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("provider","provider_account_id")
);

-- CreateTable
CREATE TABLE "verification_tokens" (
    "identifier" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_tokens_pkey" PRIMARY KEY ("identifier","token")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sources" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "license" TEXT NOT NULL,
    "license_url" TEXT NOT NULL,
    "homepage" TEXT,

    CONSTRAINT "sources_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "images" (
    "id" SERIAL NOT NULL,
    "sha256" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "source_id" INTEGER NOT NULL,
    "source_ref" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "images_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaigns" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "dataset_id" UUID NOT NULL,
    "kind" "CampaignKind" NOT NULL,
    "title" TEXT NOT NULL,
    "instructions" TEXT NOT NULL DEFAULT '',
    "votes_per_unit" SMALLINT NOT NULL,
    "root_synsets" TEXT[],
    "state" "CampaignState" NOT NULL DEFAULT 'open',
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaigns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "units" (
    "id" SERIAL NOT NULL,
    "campaign_id" UUID NOT NULL,
    "image_id" INTEGER NOT NULL,
    "synset_id" TEXT,
    "state" "UnitState" NOT NULL DEFAULT 'open',
    "vote_count" SMALLINT NOT NULL DEFAULT 0,
    "wanted" SMALLINT NOT NULL DEFAULT 0,
    "takers" UUID[] DEFAULT ARRAY[]::UUID[],
    "answer" TEXT,
    "confidence" DOUBLE PRECISION,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "units_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaign_progress" (
    "campaign_id" UUID NOT NULL,
    "synset_id" TEXT NOT NULL,
    "stripe" SMALLINT NOT NULL,
    "units" INTEGER NOT NULL DEFAULT 0,
    "settled" INTEGER NOT NULL DEFAULT 0,
    "contested" INTEGER NOT NULL DEFAULT 0,
    "votes" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "campaign_progress_pkey" PRIMARY KEY ("campaign_id","synset_id","stripe")
);

-- CreateTable
CREATE TABLE "assignments" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "state" "AssignmentState" NOT NULL DEFAULT 'leased',
    "unit_ids" INTEGER[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assignments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "leases" (
    "unit_id" INTEGER NOT NULL,
    "user_id" UUID NOT NULL,
    "assignment_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "leases_pkey" PRIMARY KEY ("unit_id","user_id")
);

-- CreateTable
CREATE TABLE "votes" (
    "unit_id" INTEGER NOT NULL,
    "user_id" UUID NOT NULL,
    "answer" TEXT NOT NULL,
    "milliseconds" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "votes_pkey" PRIMARY KEY ("unit_id","user_id")
);

-- CreateTable
CREATE TABLE "settings" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "challenges_slug_key" ON "challenges"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "challenge_classes_challenge_id_synset_id_key" ON "challenge_classes"("challenge_id", "synset_id");

-- CreateIndex
CREATE UNIQUE INDEX "entries_challenge_id_name_key" ON "entries"("challenge_id", "name");

-- CreateIndex
CREATE INDEX "entry_members_entry_id_idx" ON "entry_members"("entry_id");

-- CreateIndex
CREATE INDEX "entry_members_user_id_idx" ON "entry_members"("user_id");

-- CreateIndex
CREATE INDEX "submissions_entry_id_created_at_idx" ON "submissions"("entry_id", "created_at");

-- CreateIndex
CREATE INDEX "submissions_state_updated_at_idx" ON "submissions"("state", "updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "submissions_entry_id_idempotency_key_key" ON "submissions"("entry_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "submissions_created_by_idx" ON "submissions"("created_by");

-- CreateIndex
CREATE INDEX "submission_events_submission_id_id_idx" ON "submission_events"("submission_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "datasets_slug_key" ON "datasets"("slug");

-- CreateIndex
CREATE INDEX "dataset_images_image_id_idx" ON "dataset_images"("image_id");

-- CreateIndex
CREATE INDEX "dataset_candidates_dataset_id_image_id_idx" ON "dataset_candidates"("dataset_id", "image_id");

-- CreateIndex
CREATE UNIQUE INDEX "dataset_versions_dataset_id_number_key" ON "dataset_versions"("dataset_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "version_classes_version_id_synset_id_key" ON "version_classes"("version_id", "synset_id");

-- CreateIndex
CREATE INDEX "version_images_synset_id_version_id_position_idx" ON "version_images"("synset_id", "version_id", "position");

-- CreateIndex
CREATE INDEX "version_images_image_id_idx" ON "version_images"("image_id");

-- CreateIndex
CREATE UNIQUE INDEX "version_images_version_id_split_position_key" ON "version_images"("version_id", "split", "position");

-- CreateIndex
CREATE INDEX "held_out_labels_image_id_idx" ON "held_out_labels"("image_id");

-- CreateIndex
CREATE INDEX "synset_links_parent_id_child_id_idx" ON "synset_links"("parent_id", "child_id");

-- CreateIndex
CREATE INDEX "synset_closure_descendant_id_distance_idx" ON "synset_closure"("descendant_id", "distance");

-- CreateIndex
CREATE INDEX "synset_words_prefix" ON "synset_words"("word" text_pattern_ops, "sense");

-- CreateIndex
CREATE INDEX "synset_words_synset_id_idx" ON "synset_words"("synset_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "accounts_user_id_idx" ON "accounts"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "verification_tokens_token_key" ON "verification_tokens"("token");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_token_hash_key" ON "api_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "api_tokens_user_id_idx" ON "api_tokens"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "sources_slug_key" ON "sources"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "images_sha256_key" ON "images"("sha256");

-- CreateIndex
CREATE INDEX "images_source_id_idx" ON "images"("source_id");

-- CreateIndex
CREATE UNIQUE INDEX "campaigns_slug_key" ON "campaigns"("slug");

-- CreateIndex
CREATE INDEX "campaigns_dataset_id_idx" ON "campaigns"("dataset_id");

-- CreateIndex
CREATE INDEX "units_image_id_idx" ON "units"("image_id");

-- CreateIndex
CREATE UNIQUE INDEX "units_campaign_id_image_id_synset_id_key" ON "units"("campaign_id", "image_id", "synset_id") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "assignments_user_id_campaign_id_created_at_idx" ON "assignments"("user_id", "campaign_id", "created_at");

-- CreateIndex
CREATE INDEX "assignments_state_expires_at_idx" ON "assignments"("state", "expires_at");

-- CreateIndex
CREATE INDEX "leases_assignment_id_idx" ON "leases"("assignment_id");

-- CreateIndex
CREATE INDEX "leases_expires_at_idx" ON "leases"("expires_at");

-- CreateIndex
CREATE INDEX "votes_user_id_created_at_idx" ON "votes"("user_id", "created_at");

-- AddForeignKey
ALTER TABLE "challenges" ADD CONSTRAINT "challenges_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "dataset_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenges" ADD CONSTRAINT "challenges_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge_classes" ADD CONSTRAINT "challenge_classes_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenges"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge_classes" ADD CONSTRAINT "challenge_classes_synset_id_fkey" FOREIGN KEY ("synset_id") REFERENCES "synsets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entries" ADD CONSTRAINT "entries_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenges"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry_members" ADD CONSTRAINT "entry_members_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "entries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry_members" ADD CONSTRAINT "entry_members_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "entries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission_events" ADD CONSTRAINT "submission_events_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scores" ADD CONSTRAINT "scores_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "datasets" ADD CONSTRAINT "datasets_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_images" ADD CONSTRAINT "dataset_images_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "datasets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_images" ADD CONSTRAINT "dataset_images_image_id_fkey" FOREIGN KEY ("image_id") REFERENCES "images"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_candidates" ADD CONSTRAINT "dataset_candidates_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "datasets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_candidates" ADD CONSTRAINT "dataset_candidates_synset_id_fkey" FOREIGN KEY ("synset_id") REFERENCES "synsets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_candidates" ADD CONSTRAINT "dataset_candidates_dataset_id_image_id_fkey" FOREIGN KEY ("dataset_id", "image_id") REFERENCES "dataset_images"("dataset_id", "image_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_versions" ADD CONSTRAINT "dataset_versions_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "datasets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_versions" ADD CONSTRAINT "dataset_versions_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version_classes" ADD CONSTRAINT "version_classes_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "dataset_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version_classes" ADD CONSTRAINT "version_classes_synset_id_fkey" FOREIGN KEY ("synset_id") REFERENCES "synsets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version_images" ADD CONSTRAINT "version_images_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "dataset_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version_images" ADD CONSTRAINT "version_images_image_id_fkey" FOREIGN KEY ("image_id") REFERENCES "images"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version_images" ADD CONSTRAINT "version_images_synset_id_fkey" FOREIGN KEY ("synset_id") REFERENCES "synsets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "held_out_labels" ADD CONSTRAINT "held_out_labels_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "dataset_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "held_out_labels" ADD CONSTRAINT "held_out_labels_image_id_fkey" FOREIGN KEY ("image_id") REFERENCES "images"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "held_out_labels" ADD CONSTRAINT "held_out_labels_synset_id_fkey" FOREIGN KEY ("synset_id") REFERENCES "synsets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "synset_links" ADD CONSTRAINT "synset_links_child_id_fkey" FOREIGN KEY ("child_id") REFERENCES "synsets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "synset_links" ADD CONSTRAINT "synset_links_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "synsets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "synset_words" ADD CONSTRAINT "synset_words_synset_id_fkey" FOREIGN KEY ("synset_id") REFERENCES "synsets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "synset_image_counts" ADD CONSTRAINT "synset_image_counts_synset_id_fkey" FOREIGN KEY ("synset_id") REFERENCES "synsets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "images" ADD CONSTRAINT "images_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "datasets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "units" ADD CONSTRAINT "units_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "units" ADD CONSTRAINT "units_image_id_fkey" FOREIGN KEY ("image_id") REFERENCES "images"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "units" ADD CONSTRAINT "units_synset_id_fkey" FOREIGN KEY ("synset_id") REFERENCES "synsets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_progress" ADD CONSTRAINT "campaign_progress_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "leases" ADD CONSTRAINT "leases_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "leases" ADD CONSTRAINT "leases_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "leases" ADD CONSTRAINT "leases_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "votes" ADD CONSTRAINT "votes_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "votes" ADD CONSTRAINT "votes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A held-out image's label stands in held_out_labels alone.
ALTER TABLE "version_images" ADD CONSTRAINT "version_images_held_out_unlabelled"
  CHECK (("split" = 'test') = ("synset_id" IS NULL));

-- The units that a labeler may be given, those closest to settling first: in a whole campaign, of one noun, and in
-- the order in which one labeler goes through them.
CREATE INDEX "units_leasable_idx" ON "units" ("campaign_id", "vote_count" DESC, "id") WHERE "wanted" > 0;
CREATE INDEX "units_leasable_by_noun_idx" ON "units" ("campaign_id", "synset_id", "vote_count" DESC, "id") WHERE "wanted" > 0;
CREATE INDEX "units_leasable_in_order_idx" ON "units" ("campaign_id", "id") WHERE "wanted" > 0;

ALTER TABLE "units" ADD CONSTRAINT "units_wanted_check"
  CHECK ("wanted" >= 0 AND ("wanted" = 0 OR "state" = 'open'));
