import type { Readable } from 'node:stream';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { openS3, type S3Server } from './s3-client.ts';

/** What an `s3://BUCKET/PREFIX` holds, whoever put it there: keys are any text, unlike the storage's own. */
export interface S3Prefix {
  /** Its objects in the order of their keys, a thousand a request. */
  list(signal?: AbortSignal): AsyncGenerator<{ key: string; bytes: number }>;
  /** Throws where there is none, or it may not be read. */
  stream(key: string, signal?: AbortSignal): Promise<Readable>;
  /** What stands before the names below it: the prefix up to its last slash. */
  folder: string;
}

/** Opens an `s3://BUCKET/PREFIX` for reading. */
export function openS3Prefix(url: string, server: S3Server): S3Prefix {
  const [, Bucket = '', Prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(url) ?? [];
  const client = openS3(server);
  return {
    folder: Prefix.slice(0, Prefix.lastIndexOf('/') + 1),
    async *list(abortSignal) {
      for (let from: string | undefined; ; ) {
        const command = new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken: from });
        const { Contents = [], NextContinuationToken } = await client.send(command, { abortSignal });
        for (const { Key = '', Size = 0 } of Contents) yield { key: Key, bytes: Size };
        if (!NextContinuationToken) return;
        from = NextContinuationToken;
      }
    },
    async stream(Key, abortSignal) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }), { abortSignal });
      return Body as Readable;
    },
  };
}
