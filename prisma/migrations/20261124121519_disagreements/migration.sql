-- CreateTable
CREATE TABLE "public_predictions" (
    "submission_id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "state" "JobState" NOT NULL DEFAULT 'queued',
    "images_done" INTEGER NOT NULL DEFAULT 0,
    "images_total" INTEGER NOT NULL DEFAULT 0,
    "seconds_left" DOUBLE PRECISION,
    "problem" TEXT,
    "predictions" BYTEA,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "public_predictions_pkey" PRIMARY KEY ("submission_id")
);

-- CreateTable
CREATE TABLE "disagreements" (
    "challenge_id" UUID NOT NULL,
    "image_id" INTEGER NOT NULL,
    "label_id" TEXT NOT NULL,
    "guess_id" TEXT NOT NULL,
    "models" INTEGER NOT NULL,
    "of" INTEGER NOT NULL,

    CONSTRAINT "disagreements_pkey" PRIMARY KEY ("challenge_id","image_id")
);

-- CreateIndex
CREATE INDEX "public_predictions_challenge_id_idx" ON "public_predictions"("challenge_id");

-- CreateIndex
CREATE INDEX "disagreements_challenge_id_models_image_id_idx" ON "disagreements"("challenge_id", "models" DESC, "image_id");

-- CreateIndex
CREATE INDEX "disagreements_image_id_idx" ON "disagreements"("image_id");

-- AddForeignKey
ALTER TABLE "public_predictions" ADD CONSTRAINT "public_predictions_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "public_predictions" ADD CONSTRAINT "public_predictions_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenges"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disagreements" ADD CONSTRAINT "disagreements_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenges"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disagreements" ADD CONSTRAINT "disagreements_image_id_fkey" FOREIGN KEY ("image_id") REFERENCES "images"("id") ON DELETE CASCADE ON UPDATE CASCADE;
