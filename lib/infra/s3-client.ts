import { S3Client } from '@aws-sdk/client-s3';

/** Which S3 server is spoken to; credentials come from where the AWS programs take theirs. */
export interface S3Server {
  /** Left out for Amazon's own. */
  endpoint?: string;
  region: string;
}

/** Speaks to an S3 server. */
export function openS3({ endpoint, region }: S3Server): S3Client {
  return new S3Client({ region, endpoint, forcePathStyle: Boolean(endpoint) });
}
