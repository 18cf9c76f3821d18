-- CreateTable
CREATE TABLE "explanations" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "image_id" INTEGER NOT NULL,
    "state" "JobState" NOT NULL DEFAULT 'queued',
    "runs_done" INTEGER NOT NULL DEFAULT 0,
    "runs_total" INTEGER NOT NULL DEFAULT 0,
    "seconds_left" DOUBLE PRECISION,
    "answer" JSONB,
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "explanations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "explanations_state_created_at_idx" ON "explanations"("state", "created_at");

-- CreateIndex
CREATE INDEX "explanations_image_id_idx" ON "explanations"("image_id");

-- CreateIndex
CREATE UNIQUE INDEX "explanations_submission_id_image_id_key" ON "explanations"("submission_id", "image_id");

-- AddForeignKey
ALTER TABLE "explanations" ADD CONSTRAINT "explanations_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "explanations" ADD CONSTRAINT "explanations_image_id_fkey" FOREIGN KEY ("image_id") REFERENCES "images"("id") ON DELETE CASCADE ON UPDATE CASCADE;
