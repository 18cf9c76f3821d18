-- What labelers did on each day, of the votes that were given before it was counted.
INSERT INTO "labeler_days" ("day", "user_id", "campaign_id", "votes", "milliseconds")
SELECT (v."created_at" AT TIME ZONE 'UTC')::date, v."user_id", u."campaign_id", count(*), sum(v."milliseconds")
FROM "votes" v JOIN "units" u ON u."id" = v."unit_id"
GROUP BY 1, 2, 3
ON CONFLICT DO NOTHING;
