-- CreateTable
CREATE TABLE "exports" (
    "id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "state" "JobState" NOT NULL DEFAULT 'queued',
    "images_done" INTEGER NOT NULL DEFAULT 0,
    "images_total" INTEGER NOT NULL,
    "error" TEXT,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "exports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export_files" (
    "export_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "bytes" BIGINT,
    "sha256" TEXT,

    CONSTRAINT "export_files_pkey" PRIMARY KEY ("export_id","name")
);

-- CreateIndex
CREATE UNIQUE INDEX "exports_version_id_format_key" ON "exports"("version_id", "format");

-- CreateIndex
CREATE UNIQUE INDEX "export_files_export_id_position_key" ON "export_files"("export_id", "position");

-- AddForeignKey
ALTER TABLE "exports" ADD CONSTRAINT "exports_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "dataset_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exports" ADD CONSTRAINT "exports_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "export_files" ADD CONSTRAINT "export_files_export_id_fkey" FOREIGN KEY ("export_id") REFERENCES "exports"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- No more images than there are, a file is whole or being written, and recovery looks for those under way.
ALTER TABLE "exports" ADD CONSTRAINT "exports_images" CHECK ("images_done" BETWEEN 0 AND "images_total");
ALTER TABLE "export_files" ADD CONSTRAINT "export_files_whole" CHECK (("bytes" IS NULL) = ("sha256" IS NULL));
CREATE INDEX "exports_open" ON "exports" ("state") WHERE "state" IN ('queued', 'running');
