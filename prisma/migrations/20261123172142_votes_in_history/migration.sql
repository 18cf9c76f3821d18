-- AlterEnum
ALTER TYPE "LabelCause" ADD VALUE 'vote';
