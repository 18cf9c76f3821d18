-- CreateTable
CREATE TABLE "worker_processes" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "queues" TEXT[],
    "draining" BOOLEAN NOT NULL DEFAULT false,
    "jobs" JSONB NOT NULL DEFAULT '[]',
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "alive_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "worker_processes_pkey" PRIMARY KEY ("id")
);
