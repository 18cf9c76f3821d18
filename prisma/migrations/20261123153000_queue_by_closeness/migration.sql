-- Units closest to settling come first within their noun: the surest of those whose votes have been estimated, then those with
-- most votes. No noun comes before another, so the whole campaign needs no such order.
DROP INDEX "units_leasable_idx";
DROP INDEX "units_leasable_by_noun_idx";
CREATE INDEX "units_leasable_by_noun_idx"
  ON "units" ("campaign_id", "synset_id", "confidence" DESC NULLS LAST, "vote_count" DESC, "id") WHERE "wanted" > 0;
