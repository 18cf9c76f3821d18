-- AlterTable
ALTER TABLE "version_classes" ADD COLUMN     "sure_counts" INTEGER[] DEFAULT ARRAY[]::INTEGER[];

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

-- Galleries by confidence: the images of a noun whose label is sure. The steps are those of lib/hierarchy/confidence.ts.
CREATE INDEX "version_images_sure_90" ON "version_images" ("synset_id", "version_id", "position") WHERE "confidence" >= 0.9;
CREATE INDEX "version_images_sure_99" ON "version_images" ("synset_id", "version_id", "position") WHERE "confidence" >= 0.99;

-- What nouns are found by inside their words, as lib/hierarchy/server/load-hierarchy.ts fills it.
INSERT INTO synset_word_tails (tail, word, synset_id)
SELECT DISTINCT array_to_string(parts[n:], ' '), word, synset_id
FROM (SELECT word, synset_id, string_to_array(word, ' ') AS parts FROM synset_words) AS split, generate_series(2, cardinality(parts)) AS n;

INSERT INTO dataset_sources (dataset_id, source_id)
SELECT DISTINCT d.dataset_id, i.source_id FROM dataset_images d JOIN images i ON i.id = d.image_id;

UPDATE version_classes c SET sure_counts = n.counts FROM (
  SELECT version_id, synset_id, ARRAY[count(*) FILTER (WHERE confidence >= 0.9), count(*) FILTER (WHERE confidence >= 0.99)]::int[] AS counts
  FROM version_images WHERE synset_id IS NOT NULL GROUP BY version_id, synset_id
) AS n WHERE n.version_id = c.version_id AND n.synset_id = c.synset_id;

UPDATE synset_image_counts s SET covers = ARRAY(
  SELECT image_id FROM (
    SELECT DISTINCT ON (i.image_id) i.image_id, i.position
    FROM version_images i
    JOIN (SELECT DISTINCT ON (dataset_id) id FROM dataset_versions WHERE state = 'done' ORDER BY dataset_id, number DESC) v ON v.id = i.version_id
    JOIN synset_closure k ON k.ancestor_id = s.synset_id AND k.descendant_id = i.synset_id
    WHERE NOT EXISTS (SELECT FROM held_out_labels h WHERE h.image_id = i.image_id)
    ORDER BY i.image_id, i.position
  ) AS first ORDER BY position, image_id LIMIT 4
);
