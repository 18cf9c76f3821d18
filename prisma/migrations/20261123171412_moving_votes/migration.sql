-- AlterTable
ALTER TABLE "campaign_labelers" ADD COLUMN     "moving" BOOLEAN NOT NULL DEFAULT false;

-- What upkeep looks through every minute.
CREATE INDEX "campaign_labelers_moving_idx" ON "campaign_labelers" ("campaign_id", "user_id") WHERE "moving";

-- Moves that were under way.
UPDATE "campaign_labelers" l SET "moving" = true
WHERE "withdrawn_at" IS NOT NULL OR EXISTS (
  SELECT FROM "withdrawn_votes" w JOIN "units" u ON u."id" = w."unit_id"
  WHERE w."user_id" = l."user_id" AND u."campaign_id" = l."campaign_id"
);
