-- AlterTable
ALTER TABLE "synset_image_counts" ADD COLUMN     "covers" INTEGER[] DEFAULT ARRAY[]::INTEGER[];

-- CreateTable
CREATE TABLE "dataset_sources" (
    "dataset_id" UUID NOT NULL,
    "source_id" INTEGER NOT NULL,

    CONSTRAINT "dataset_sources_pkey" PRIMARY KEY ("dataset_id","source_id")
);

-- CreateTable
CREATE TABLE "synset_word_tails" (
    "tail" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "synset_id" TEXT NOT NULL,

    CONSTRAINT "synset_word_tails_pkey" PRIMARY KEY ("tail","word","synset_id")
);

-- CreateIndex
CREATE INDEX "dataset_sources_source_id_idx" ON "dataset_sources"("source_id");

-- CreateIndex
CREATE INDEX "synset_word_tails_prefix" ON "synset_word_tails"("tail" text_pattern_ops);

-- CreateIndex
CREATE INDEX "synset_word_tails_synset_id_idx" ON "synset_word_tails"("synset_id");

-- AddForeignKey
ALTER TABLE "dataset_sources" ADD CONSTRAINT "dataset_sources_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "datasets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_sources" ADD CONSTRAINT "dataset_sources_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "synset_word_tails" ADD CONSTRAINT "synset_word_tails_synset_id_fkey" FOREIGN KEY ("synset_id") REFERENCES "synsets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "synset_shares" (
    "synset_id" TEXT NOT NULL,
    "version_id" UUID NOT NULL,
    "nouns" INTEGER NOT NULL,
    "images" INTEGER NOT NULL,
    "sure" INTEGER[],
    "whole" BOOLEAN NOT NULL,

    CONSTRAINT "synset_shares_pkey" PRIMARY KEY ("synset_id","version_id")
);

-- CreateIndex
CREATE INDEX "synset_shares_version_id_idx" ON "synset_shares"("version_id");

-- AddForeignKey
ALTER TABLE "synset_shares" ADD CONSTRAINT "synset_shares_synset_id_fkey" FOREIGN KEY ("synset_id") REFERENCES "synsets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "synset_shares" ADD CONSTRAINT "synset_shares_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "dataset_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Galleries by confidence: the images of a noun whose label is sure. The steps are those of lib/hierarchy/confidence.ts.
CREATE INDEX "version_images_sure_90" ON "version_images" ("synset_id", "version_id", "position") WHERE "confidence" >= 0.9;
CREATE INDEX "version_images_sure_99" ON "version_images" ("synset_id", "version_id", "position") WHERE "confidence" >= 0.99;

-- What nouns are found by inside their words, as load-hierarchy.ts fills it.
INSERT INTO synset_word_tails (tail, word, synset_id)
SELECT array_to_string(parts[n:], ' '), word, synset_id
FROM (SELECT word, synset_id, string_to_array(word, ' ') AS parts FROM synset_words) AS split
CROSS JOIN LATERAL generate_series(2, cardinality(parts)) AS n;

INSERT INTO dataset_sources (dataset_id, source_id)
SELECT DISTINCT d.dataset_id, i.source_id FROM dataset_images d JOIN images i ON i.id = d.image_id;

-- As update-image-counts.ts keeps them.
WITH newest AS (
  SELECT DISTINCT ON (dataset_id) id FROM dataset_versions WHERE state = 'done' ORDER BY dataset_id, number DESC
), classes AS (
  SELECT i.version_id, i.synset_id, count(*)::int AS images,
    count(*) FILTER (WHERE i.confidence >= 0.9)::int AS sure_90, count(*) FILTER (WHERE i.confidence >= 0.99)::int AS sure_99
  FROM version_images i JOIN newest n ON n.id = i.version_id WHERE i.synset_id IS NOT NULL GROUP BY i.version_id, i.synset_id
), totals AS (
  SELECT version_id, sum(images)::int AS images FROM classes GROUP BY version_id
)
INSERT INTO synset_shares (synset_id, version_id, nouns, images, sure, whole)
SELECT k.ancestor_id, c.version_id, count(*), sum(c.images), ARRAY[sum(c.sure_90), sum(c.sure_99)], sum(c.images) = t.images
FROM classes c JOIN totals t USING (version_id) JOIN synset_closure k ON k.descendant_id = c.synset_id
GROUP BY k.ancestor_id, c.version_id, t.images;

WITH newest AS (
  SELECT DISTINCT ON (dataset_id) id FROM dataset_versions WHERE state = 'done' ORDER BY dataset_id, number DESC
), firsts AS (
  SELECT c.synset_id, i.image_id, i.position
  FROM newest n
  JOIN version_classes c ON c.version_id = n.id
  CROSS JOIN LATERAL (
    SELECT image_id, position FROM version_images
    WHERE version_id = n.id AND synset_id = c.synset_id
      AND NOT EXISTS (SELECT FROM held_out_labels h WHERE h.image_id = version_images.image_id)
    ORDER BY position LIMIT 4
  ) i
), ranked AS (
  SELECT k.ancestor_id, f.image_id, row_number() OVER (PARTITION BY k.ancestor_id ORDER BY min(f.position), f.image_id) AS place
  FROM firsts f JOIN synset_closure k ON k.descendant_id = f.synset_id GROUP BY k.ancestor_id, f.image_id
)
UPDATE synset_image_counts s SET covers = c.covers
FROM (SELECT ancestor_id, array_agg(image_id ORDER BY place) AS covers FROM ranked WHERE place <= 4 GROUP BY ancestor_id) c
WHERE c.ancestor_id = s.synset_id;
