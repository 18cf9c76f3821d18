-- AlterTable
ALTER TABLE "version_classes" ADD COLUMN     "missing_train" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "missing_val" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "truth_scores" (
    "submission_id" UUID NOT NULL,
    "scores" BYTEA NOT NULL,

    CONSTRAINT "truth_scores_pkey" PRIMARY KEY ("submission_id")
);

-- AddForeignKey
ALTER TABLE "truth_scores" ADD CONSTRAINT "truth_scores_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was taken down before this is counted now, and taken out of what is kept of nouns.
UPDATE version_classes c SET missing_train = m.train, missing_val = m.val
FROM (
  SELECT i.version_id, i.synset_id, count(*) FILTER (WHERE i.split = 'train') AS train, count(*) FILTER (WHERE i.split = 'val') AS val
  FROM images t JOIN version_images i ON i.image_id = t.id
  WHERE t.takedown_id IS NOT NULL AND i.split <> 'test' GROUP BY i.version_id, i.synset_id
) AS m WHERE m.version_id = c.version_id AND m.synset_id = c.synset_id;

WITH gone AS (
  SELECT k.ancestor_id, sum(c.missing_train + c.missing_val)::int AS subtree,
    coalesce(sum(c.missing_train + c.missing_val) FILTER (WHERE c.synset_id = k.ancestor_id), 0)::int AS direct
  FROM version_classes c
  JOIN (SELECT DISTINCT ON (dataset_id) id FROM dataset_versions WHERE state = 'done' ORDER BY dataset_id, number DESC) v
    ON v.id = c.version_id
  JOIN synset_closure k ON k.descendant_id = c.synset_id
  WHERE c.missing_train + c.missing_val > 0 GROUP BY k.ancestor_id
)
UPDATE synset_image_counts c SET direct = c.direct - g.direct, subtree = c.subtree - g.subtree
FROM gone g WHERE g.ancestor_id = c.synset_id;

WITH gone AS (
  SELECT k.ancestor_id, i.version_id, count(*)::int AS images, count(*) FILTER (WHERE i.confidence >= 0.9)::int AS sure_90,
    count(*) FILTER (WHERE i.confidence >= 0.99)::int AS sure_99
  FROM images t
  JOIN version_images i ON i.image_id = t.id
  JOIN synset_closure k ON k.descendant_id = i.synset_id
  WHERE t.takedown_id IS NOT NULL GROUP BY k.ancestor_id, i.version_id
)
UPDATE synset_shares s SET images = s.images - g.images, sure = ARRAY[s.sure[1] - g.sure_90, s.sure[2] - g.sure_99]
FROM gone g WHERE g.ancestor_id = s.synset_id AND g.version_id = s.version_id;
