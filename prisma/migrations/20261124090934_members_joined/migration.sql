-- DropForeignKey
ALTER TABLE "entry_members" DROP CONSTRAINT "entry_members_entry_id_fkey";

-- AlterTable
ALTER TABLE "entry_members" ADD COLUMN     "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AddForeignKey
ALTER TABLE "entry_members" ADD CONSTRAINT "entry_members_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "entries"("id") ON DELETE CASCADE ON UPDATE CASCADE;
