-- AlterTable
ALTER TABLE "units" ADD COLUMN     "question" TEXT;

-- Units are reviewed by what is in question about them: for verify the noun, for classify what write-units.ts keeps.
UPDATE "units" SET "question" = coalesce((
  SELECT string_agg(most."answer", '/' ORDER BY most."answer" COLLATE "C") FROM (
    SELECT v."answer" FROM "votes" v WHERE v."unit_id" = "units"."id"
    GROUP BY 1 ORDER BY count(*) DESC, v."answer" COLLATE "C" LIMIT 2
  ) AS most), '')
WHERE "state" = 'contested' AND "synset_id" IS NULL;
DROP INDEX "units_contested_idx";
CREATE INDEX "units_contested_idx" ON "units" ("campaign_id", (coalesce("synset_id", "question", '') COLLATE "C"), "id")
  WHERE "state" = 'contested';
