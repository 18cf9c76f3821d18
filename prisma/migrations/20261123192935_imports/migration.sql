-- CreateEnum
CREATE TYPE "ImportKind" AS ENUM ('folder', 'archive', 'urls', 'prefix');

-- CreateEnum
CREATE TYPE "ImportPlace" AS ENUM ('upload', 'machine', 'storage');

-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('queued', 'running', 'waiting', 'done', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "ImportNounState" AS ENUM ('known', 'waiting', 'chosen', 'none');

-- AlterTable
ALTER TABLE "datasets" ADD COLUMN     "licenses" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "imports" (
    "id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "kind" "ImportKind" NOT NULL,
    "place" "ImportPlace" NOT NULL,
    "location" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "ImportState" NOT NULL DEFAULT 'queued',
    "options" JSONB NOT NULL,
    "next_ordinal" INTEGER NOT NULL DEFAULT 0,
    "passed" DOUBLE PRECISION,
    "done" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "duplicates" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "refused_by_code" JSONB NOT NULL DEFAULT '{}',
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "worked_seconds" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "run_id" UUID,
    "heartbeat_at" TIMESTAMPTZ(3),
    "problem_code" TEXT,
    "problem_message" TEXT,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_refusals" (
    "import_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "import_refusals_pkey" PRIMARY KEY ("import_id","ordinal")
);

-- CreateTable
CREATE TABLE "import_nouns" (
    "import_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" "ImportNounState" NOT NULL,
    "synset_id" TEXT,
    "images" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "import_nouns_pkey" PRIMARY KEY ("import_id","name")
);

-- CreateTable
CREATE TABLE "import_waiting" (
    "import_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "image_id" INTEGER NOT NULL,

    CONSTRAINT "import_waiting_pkey" PRIMARY KEY ("import_id","name","image_id")
);

-- CreateIndex
CREATE INDEX "imports_dataset_id_created_at_idx" ON "imports"("dataset_id", "created_at");

-- CreateIndex
CREATE INDEX "import_waiting_image_id_idx" ON "import_waiting"("image_id");

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "datasets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_refusals" ADD CONSTRAINT "import_refusals_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_nouns" ADD CONSTRAINT "import_nouns_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_nouns" ADD CONSTRAINT "import_nouns_synset_id_fkey" FOREIGN KEY ("synset_id") REFERENCES "synsets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_waiting" ADD CONSTRAINT "import_waiting_import_id_name_fkey" FOREIGN KEY ("import_id", "name") REFERENCES "import_nouns"("import_id", "name") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_waiting" ADD CONSTRAINT "import_waiting_image_id_fkey" FOREIGN KEY ("image_id") REFERENCES "images"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What has to be taken up again after a kill, and which uploads are still needed.
CREATE INDEX "imports_under_way" ON "imports"("state", "heartbeat_at") WHERE "state" IN ('queued', 'running', 'waiting');
ALTER TABLE "imports" ADD CONSTRAINT "imports_passed" CHECK ("passed" BETWEEN 0 AND 1);
