/** The storage key of a model's file. */
export function modelKey(sha256: string): string {
  return `models/${sha256}.onnx`;
}

/** The storage key of what a submission answered for each image. */
export function predictionsKey(submissionId: string): string {
  return `predictions/${submissionId}.bin`;
}
