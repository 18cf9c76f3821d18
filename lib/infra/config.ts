import path from 'node:path';
import { z } from 'zod';
import { AppError } from '#lib/core/errors';

const optionalText = z
  .string()
  .trim()
  .transform((text) => text || undefined)
  .optional();

const environment = z.object({
  /** Where the embedded database, the blobs, the secrets and the logs stand. */
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: optionalText.pipe(z.url({ protocol: /^postgres(ql)?$/ }).optional()),
  REDIS_URL: optionalText.pipe(z.url({ protocol: /^rediss?$/ }).optional()),
  STORAGE_URL: optionalText.pipe(
    z
      .string()
      .regex(/^(file:.+|s3:\/\/[^/]+.*)$/, 'must be file:FOLDER or s3://BUCKET/PREFIX')
      .optional(),
  ),
  S3_ENDPOINT: optionalText.pipe(z.url().optional()),
  AWS_REGION: z.string().default('us-east-1'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  NEXTAUTH_SECRET: optionalText,
  NEXTAUTH_URL: optionalText.pipe(z.url().optional()),
  GITHUB_ID: optionalText,
  GITHUB_SECRET: optionalText,
  GOOGLE_ID: optionalText,
  GOOGLE_SECRET: optionalText,
  ORCID_ID: optionalText,
  ORCID_SECRET: optionalText,
  SMTP_URL: optionalText.pipe(z.url({ protocol: /^smtps?$/ }).optional()),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(256).optional(),
  /** The queues whose jobs a worker takes, by commas; all where nothing is said. */
  WORKER_QUEUES: optionalText.transform((names) => names?.split(',').map((name) => name.trim())),
  SCORER_MEMORY_MB: z.coerce.number().int().min(64).optional(),
  /** Images at most that one job scores; more workers than jobs have nothing to do. */
  SCORER_SHARD_IMAGES: z.coerce.number().int().min(1).default(2_500),
  /** What pixels kept for the next model may take of the disk; 0 keeps none. */
  PIXEL_CACHE_MB: z.coerce.number().int().min(0).default(20_480),
  /** The largest archive that may be uploaded. */
  UPLOAD_MAX_MB: z.coerce.number().int().min(1).default(102_400),
  SCORER_ISOLATION: z.enum(['best', 'required']).default('best'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Config = z.infer<typeof environment>;

/**
 * Reads the configuration out of environment variables. Throws AppError `bad-environment` that names each
 * variable that is wrong and what it must be.
 */
export function parseConfig(variables: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(variables);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new AppError('invalid', 'bad-environment', `The environment is not usable. ${problems.join('; ')}.`);
}

let current: Config | undefined;

/** This process's configuration, read once. */
export function config(): Config {
  current ??= parseConfig(process.env);
  return current;
}

/** A path under the data folder, absolute. */
export function dataPath(...parts: string[]): string {
  return path.resolve(config().DATA_DIR, ...parts);
}
