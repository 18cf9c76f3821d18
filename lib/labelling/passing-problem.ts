/** Problems that do not lie in a model's file: the same model may get through another time. */
const passing = [
  'campaign-closed',
  'votes-withdrawn',
  'role-needed',
  'model-run-failed',
  'model-crashed',
  'model-out-of-memory',
  'model-out-of-time',
];

/** Whether an assistant that failed with this code may be tried again as it is. */
export function isPassing(problemCode: string | null): boolean {
  return problemCode !== null && passing.includes(problemCode);
}
