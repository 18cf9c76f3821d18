import { parentPort, workerData } from 'node:worker_threads';
import { estimateCampaign } from './estimate-campaign.ts';

parentPort?.postMessage(estimateCampaign(workerData));
