-- CreateEnum
CREATE TYPE "TakedownKind" AS ENUM ('image', 'source', 'author');

-- AlterTable
ALTER TABLE "scores" ADD COLUMN     "missing" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "dataset_versions" ADD COLUMN     "missing_test" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "missing_train" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "missing_val" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "images" ADD COLUMN     "takedown_id" INTEGER;

-- CreateTable
CREATE TABLE "version_changes" (
    "version_id" UUID NOT NULL,
    "synset_id" TEXT NOT NULL,
    "added" INTEGER NOT NULL,
    "removed" INTEGER NOT NULL,
    "gained" INTEGER NOT NULL,
    "lost" INTEGER NOT NULL,

    CONSTRAINT "version_changes_pkey" PRIMARY KEY ("version_id","synset_id")
);

-- CreateTable
CREATE TABLE "takedowns" (
    "id" SERIAL NOT NULL,
    "kind" "TakedownKind" NOT NULL,
    "what" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "images" INTEGER NOT NULL,
    "by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "takedowns_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "images_takedown_id_idx" ON "images"("takedown_id");

-- AddForeignKey
ALTER TABLE "version_changes" ADD CONSTRAINT "version_changes_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "dataset_versions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version_changes" ADD CONSTRAINT "version_changes_synset_id_fkey" FOREIGN KEY ("synset_id") REFERENCES "synsets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "images" ADD CONSTRAINT "images_takedown_id_fkey" FOREIGN KEY ("takedown_id") REFERENCES "takedowns"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "takedowns" ADD CONSTRAINT "takedowns_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
