-- CreateEnum
CREATE TYPE "DuplicateDecision" AS ENUM ('same', 'different');

-- CreateTable
CREATE TABLE "image_hashes" (
    "image_id" INTEGER NOT NULL,
    "hash" BIGINT,
    "compared" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "image_hashes_pkey" PRIMARY KEY ("image_id")
);

-- CreateTable
CREATE TABLE "near_duplicates" (
    "first_id" INTEGER NOT NULL,
    "second_id" INTEGER NOT NULL,
    "distance" INTEGER NOT NULL,
    "decision" "DuplicateDecision",
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "near_duplicates_pkey" PRIMARY KEY ("first_id","second_id")
);

-- CreateIndex
CREATE INDEX "near_duplicates_second_id_idx" ON "near_duplicates"("second_id");

-- AddForeignKey
ALTER TABLE "image_hashes" ADD CONSTRAINT "image_hashes_image_id_fkey" FOREIGN KEY ("image_id") REFERENCES "images"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "near_duplicates" ADD CONSTRAINT "near_duplicates_first_id_fkey" FOREIGN KEY ("first_id") REFERENCES "images"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "near_duplicates" ADD CONSTRAINT "near_duplicates_second_id_fkey" FOREIGN KEY ("second_id") REFERENCES "images"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "near_duplicates" ADD CONSTRAINT "near_duplicates_decided_by_fkey" FOREIGN KEY ("decided_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Pictures within three bits of one another share at least one of four stretches of 16 bits. The hash stands in each index, so
-- that candidates are judged without reading the table.
CREATE INDEX "image_hashes_stretch_0" ON "image_hashes" (((hash >> 48) & 65535)) INCLUDE (image_id, hash);
CREATE INDEX "image_hashes_stretch_1" ON "image_hashes" (((hash >> 32) & 65535)) INCLUDE (image_id, hash);
CREATE INDEX "image_hashes_stretch_2" ON "image_hashes" (((hash >> 16) & 65535)) INCLUDE (image_id, hash);
CREATE INDEX "image_hashes_stretch_3" ON "image_hashes" ((hash & 65535)) INCLUDE (image_id, hash);
CREATE INDEX "image_hashes_to_compare" ON "image_hashes" (image_id) WHERE NOT compared;
ALTER TABLE "near_duplicates" ADD CONSTRAINT "near_duplicates_ordered" CHECK (first_id < second_id);
CREATE INDEX "near_duplicates_undecided" ON "near_duplicates" (first_id, second_id) WHERE decision IS NULL;
