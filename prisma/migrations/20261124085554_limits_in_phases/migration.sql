-- AlterTable
ALTER TABLE "challenges" DROP COLUMN "daily_quota",
DROP COLUMN "max_model_bytes",
DROP COLUMN "memory_limit_mb",
DROP COLUMN "rules",
DROP COLUMN "time_limit_seconds";
