import { Worker } from 'node:worker_threads';
import { computeMetrics, type Metrics, type MetricsRequest } from './compute-metrics.ts';

/** Fewer images are counted sooner than a thread comes up; 50,000 take about 3 seconds. */
const IMAGES_FOR_A_THREAD = 20_000;

/**
 * As `computeMetrics`, in another thread where there are many images: a worker that counts for seconds would meanwhile
 * give no sign of life.
 */
export async function computeMetricsApart(request: MetricsRequest): Promise<Metrics> {
  if (request.predictions.count < IMAGES_FOR_A_THREAD) return computeMetrics(request);
  const thread = new Worker(new URL('./metrics-thread.mjs', import.meta.url), { workerData: request });
  return new Promise((resolve, reject) => {
    thread.once('message', resolve).once('error', reject);
    thread.once('exit', () => reject(new Error('The thread of the metrics ended without any')));
  });
}
