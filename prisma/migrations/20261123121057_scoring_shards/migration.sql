-- AlterTable
ALTER TABLE "submissions" ADD COLUMN     "anatomy" JSONB,
ADD COLUMN     "batch" INTEGER,
ADD COLUMN     "profile" JSONB;

-- CreateTable
CREATE TABLE "submission_shards" (
    "submission_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "from" INTEGER NOT NULL,
    "to" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "alive_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "images_done" INTEGER NOT NULL DEFAULT 0,
    "model_seconds" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "peak_memory_mb" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "isolation" TEXT[],
    "predictions" BYTEA,

    CONSTRAINT "submission_shards_pkey" PRIMARY KEY ("submission_id","number")
);

-- CreateIndex
CREATE INDEX "submissions_model_sha256_idx" ON "submissions"("model_sha256");

-- AddForeignKey
ALTER TABLE "submission_shards" ADD CONSTRAINT "submission_shards_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
