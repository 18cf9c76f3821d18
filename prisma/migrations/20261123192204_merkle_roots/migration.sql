-- AlterTable
ALTER TABLE "dataset_versions" ADD COLUMN     "merkle_root" TEXT;

-- CreateTable
CREATE TABLE "version_leaves" (
    "version_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "sha256s" BYTEA NOT NULL,
    "first" BYTEA NOT NULL,
    "root" BYTEA NOT NULL,

    CONSTRAINT "version_leaves_pkey" PRIMARY KEY ("version_id","number")
);

-- CreateIndex
CREATE INDEX "version_leaves_version_id_first_idx" ON "version_leaves"("version_id", "first");

-- AddForeignKey
ALTER TABLE "version_leaves" ADD CONSTRAINT "version_leaves_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "dataset_versions"("id") ON DELETE CASCADE ON UPDATE CASCADE;
