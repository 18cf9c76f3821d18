-- Votes on gold are counted as all others are, also those that were given before.
INSERT INTO "campaign_progress" AS p ("campaign_id", "synset_id", "stripe", "votes")
SELECT g."campaign_id", coalesce(g."synset_id", ''), 0, sum(v."votes" - u."vote_count")
FROM "gold" g JOIN "units" u ON u."id" = g."unit_id"
CROSS JOIN LATERAL (SELECT count(*) AS "votes" FROM "votes" WHERE "unit_id" = g."unit_id") AS v
GROUP BY 1, 2
ON CONFLICT ("campaign_id", "synset_id", "stripe") DO UPDATE SET "votes" = p."votes" + excluded."votes";
