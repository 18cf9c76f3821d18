-- CreateEnum
CREATE TYPE "FlagReason" AS ENUM ('privacy', 'offensive', 'not_a_photo', 'damaged', 'other');

-- CreateEnum
CREATE TYPE "LabelCause" AS ENUM ('review', 'undo');

-- CreateTable
CREATE TABLE "flags" (
    "unit_id" INTEGER NOT NULL,
    "user_id" UUID NOT NULL,
    "reason" "FlagReason" NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" UUID,

    CONSTRAINT "flags_pkey" PRIMARY KEY ("unit_id","user_id")
);

-- CreateTable
CREATE TABLE "label_changes" (
    "id" SERIAL NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "cause" "LabelCause" NOT NULL,
    "user_id" UUID NOT NULL,
    "from_state" "UnitState" NOT NULL,
    "from_answer" TEXT,
    "to_state" "UnitState" NOT NULL,
    "to_answer" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "label_changes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "flags_resolved_at_created_at_idx" ON "flags"("resolved_at", "created_at");

-- CreateIndex
CREATE INDEX "label_changes_unit_id_id_idx" ON "label_changes"("unit_id", "id");

-- AddForeignKey
ALTER TABLE "flags" ADD CONSTRAINT "flags_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flags" ADD CONSTRAINT "flags_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flags" ADD CONSTRAINT "flags_resolved_by_fkey" FOREIGN KEY ("resolved_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "label_changes" ADD CONSTRAINT "label_changes_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "label_changes" ADD CONSTRAINT "label_changes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
