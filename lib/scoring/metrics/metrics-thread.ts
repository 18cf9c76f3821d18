import { parentPort, workerData } from 'node:worker_threads';
import { computeMetrics } from './compute-metrics.ts';

parentPort?.postMessage(computeMetrics(workerData));
