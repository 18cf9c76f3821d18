import {
  beginScoringJob,
  checkSubmissionJob,
  DELIVER_NOTICES_EVERY_MS,
  deliverNoticesJob,
  explainImageJob,
  explainPassingJob,
  predictPublicJob,
  profileNetworkJob,
  RECOVER_EVERY_MS,
  recoverSubmissionsJob,
  reduceSubmissionJob,
  rescoreJob,
  scoreShardJob,
} from '#lib/challenges/jobs';
import {
  finishTakedownJob,
  freezeVersionJob,
  RECOVER_EXPORTS_EVERY_MS,
  RECOVER_FREEZES_EVERY_MS,
  RECOVER_IMPORTS_EVERY_MS,
  RECOVER_TAKEDOWNS_EVERY_MS,
  recoverExportsJob,
  recoverFreezesJob,
  recoverImportsJob,
  recoverTakedownsJob,
  runExportJob,
  runImportJob,
} from '#lib/datasets/jobs';
import { COMPARE_IMAGES_EVERY_MS, compareImagesJob } from '#lib/images/jobs';
import type { Job } from '#lib/jobs/job';
import {
  CHOOSE_GOLD_EVERY_MS,
  chooseGoldJob,
  EXPIRE_LEASES_EVERY_MS,
  estimateCampaignJob,
  expireLeasesJob,
  FIND_DUE_ESTIMATES_EVERY_MS,
  findDueEstimatesJob,
  moveVotesJob,
  RECOVER_ASSISTANTS_EVERY_MS,
  RECOVER_MOVES_EVERY_MS,
  recoverAssistantsJob,
  recoverMovesJob,
  runAssistantJob,
} from '#lib/labelling/jobs';
import { handle as beginScoring } from './handlers/begin-scoring.ts';
import { handle as checkSubmission } from './handlers/check-submission.ts';
import { handle as chooseGold } from './handlers/choose-gold.ts';
import { handle as compareImages } from './handlers/compare-images.ts';
import { handle as deliverNotices } from './handlers/deliver-notices.ts';
import { handle as estimateCampaign } from './handlers/estimate-campaign.ts';
import { handle as expireLeases } from './handlers/expire-leases.ts';
import { handle as explainImage } from './handlers/explain-image.ts';
import { handle as explainPassing } from './handlers/explain-passing.ts';
import { handle as findDueEstimates } from './handlers/find-due-estimates.ts';
import { handle as finishTakedown } from './handlers/finish-takedown.ts';
import { handle as freezeVersion } from './handlers/freeze-version.ts';
import { handle as moveVotes } from './handlers/move-votes.ts';
import { handle as predictPublic } from './handlers/predict-public.ts';
import { handle as profileNetwork } from './handlers/profile-network.ts';
import { handle as recoverAssistants } from './handlers/recover-assistants.ts';
import { handle as recoverExports } from './handlers/recover-exports.ts';
import { handle as recoverFreezes } from './handlers/recover-freezes.ts';
import { handle as recoverImports } from './handlers/recover-imports.ts';
import { handle as recoverMoves } from './handlers/recover-moves.ts';
import { handle as recoverSubmissions } from './handlers/recover-submissions.ts';
import { handle as recoverTakedowns } from './handlers/recover-takedowns.ts';
import { handle as reduceSubmission } from './handlers/reduce-submission.ts';
import { handle as rescore } from './handlers/rescore.ts';
import { handle as runAssistant } from './handlers/run-assistant.ts';
import { handle as runExport } from './handlers/run-export.ts';
import { handle as runImport } from './handlers/run-import.ts';
import { handle as scoreShard } from './handlers/score-shard.ts';

export interface JobContext {
  /** Tries of this job before this one. */
  attempt: number;
  /** Aborted when the worker is going: stop at the next safe point, another worker goes on. */
  signal: AbortSignal;
}

type Handler = (payload: unknown, context: JobContext) => Promise<void>;

/** Which handler works which job, by the job's name. */
export const handlers = new Map<string, Handler>([
  on(expireLeasesJob, expireLeases),
  on(chooseGoldJob, chooseGold),
  on(estimateCampaignJob, estimateCampaign),
  on(findDueEstimatesJob, findDueEstimates),
  on(moveVotesJob, moveVotes),
  on(recoverMovesJob, recoverMoves),
  on(runAssistantJob, runAssistant),
  on(recoverAssistantsJob, recoverAssistants),
  on(compareImagesJob, compareImages),
  on(finishTakedownJob, finishTakedown),
  on(recoverTakedownsJob, recoverTakedowns),
  on(freezeVersionJob, freezeVersion),
  on(recoverFreezesJob, recoverFreezes),
  on(runExportJob, runExport),
  on(recoverExportsJob, recoverExports),
  on(runImportJob, runImport),
  on(recoverImportsJob, recoverImports),
  on(checkSubmissionJob, checkSubmission),
  on(beginScoringJob, beginScoring),
  on(scoreShardJob, scoreShard),
  on(reduceSubmissionJob, reduceSubmission),
  on(profileNetworkJob, profileNetwork),
  on(explainImageJob, explainImage),
  on(explainPassingJob, explainPassing),
  on(predictPublicJob, predictPublic),
  on(rescoreJob, rescore),
  on(deliverNoticesJob, deliverNotices),
  on(recoverSubmissionsJob, recoverSubmissions),
]);

function on<Payload>(
  job: Job<Payload>,
  handle: (payload: Payload, context: JobContext) => Promise<void>,
): [string, Handler] {
  return [job.name, (payload, context) => handle(job.payload.parse(payload), context)];
}

/** Jobs that run by the clock, once in the whole installation. */
export const schedules: { job: Job<object>; everyMs: number }[] = [
  { job: expireLeasesJob, everyMs: EXPIRE_LEASES_EVERY_MS },
  { job: chooseGoldJob, everyMs: CHOOSE_GOLD_EVERY_MS },
  { job: findDueEstimatesJob, everyMs: FIND_DUE_ESTIMATES_EVERY_MS },
  { job: recoverMovesJob, everyMs: RECOVER_MOVES_EVERY_MS },
  { job: recoverAssistantsJob, everyMs: RECOVER_ASSISTANTS_EVERY_MS },
  { job: compareImagesJob, everyMs: COMPARE_IMAGES_EVERY_MS },
  { job: recoverTakedownsJob, everyMs: RECOVER_TAKEDOWNS_EVERY_MS },
  { job: recoverFreezesJob, everyMs: RECOVER_FREEZES_EVERY_MS },
  { job: recoverExportsJob, everyMs: RECOVER_EXPORTS_EVERY_MS },
  { job: recoverImportsJob, everyMs: RECOVER_IMPORTS_EVERY_MS },
  { job: deliverNoticesJob, everyMs: DELIVER_NOTICES_EVERY_MS },
  { job: recoverSubmissionsJob, everyMs: RECOVER_EVERY_MS },
];
