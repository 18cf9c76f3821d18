import type { Parcel } from './chosen-files';

/** So much is sent by one request: what is lost where a proxy forgets one. */
const CHUNK_BYTES = 32 * 1024 * 1024;
/** Waits before each further try where the connection breaks: for a quarter of an hour. */
const RETRY_DELAYS = [0, 1000, 3000, 10_000, 30_000, ...Array<number>(28).fill(30_000)];

/** How far an upload is. */
export interface SendingProgress {
  sent: number;
  total: number;
  bytesPerSecond: number | null;
  secondsLeft: number | null;
  /** The connection is broken; it is tried again. */
  broken: boolean;
}

type Sending = {
  onProgress: (progress: SendingProgress) => void;
  /** Told the upload's address as soon as it has one. */
  onPlace: (url: string) => void;
  signal: AbortSignal;
};

/**
 * Uploads a parcel and gives the upload's id. One that broke off, by a lost connection or a page that was left, is gone on with
 * where the server has it up to. Throws Error with a sentence for people; where `signal` stops it, the server forgets it.
 */
export async function sendParcel(
  slug: string,
  parcel: Parcel,
  { onProgress, onPlace, signal }: Sending,
): Promise<string> {
  const { Upload, DetailedError } = await import('tus-js-client');
  const start = { at: performance.now(), sent: undefined as number | undefined };
  let last: SendingProgress = {
    sent: 0,
    total: parcel.blob.size,
    bytesPerSecond: null,
    secondsLeft: null,
    broken: false,
  };
  const tell = (change: Partial<SendingProgress>) => {
    last = { ...last, ...change };
    onProgress(last);
  };
  return new Promise((resolve, reject) => {
    const upload = new Upload(parcel.blob as File, {
      endpoint: '/api/v1/uploads',
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_DELAYS,
      metadata: { filename: parcel.name },
      fingerprint: async () => `imagenest-${slug}-${parcel.mark}-${parcel.blob.size}`,
      removeFingerprintOnSuccess: true,
      onUploadUrlAvailable: () => onPlace(upload.url ?? ''),
      onProgress: (sent, total) => {
        start.sent ??= sent;
        const seconds = (performance.now() - start.at) / 1000;
        const pace = seconds < 1 ? null : (sent - start.sent) / seconds;
        tell({
          sent,
          total,
          bytesPerSecond: pace,
          secondsLeft: pace ? (total - sent) / pace : null,
          broken: false,
        });
      },
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        const again = status === 0 || status >= 500 || status === 409 || status === 423;
        if (again) tell({ broken: true });
        return again;
      },
      onError: (error) => {
        const answer = error instanceof DetailedError ? error.originalResponse : null;
        reject(new Error(refusalOf(answer?.getBody()) ?? brokenOff, { cause: error }));
      },
      onSuccess: () => resolve(upload.url?.split('/').at(-1) ?? ''),
    });
    signal.addEventListener(
      'abort',
      () => {
        upload.abort(true).catch(() => {});
        reject(new Error('The upload was stopped.'));
      },
      { once: true },
    );
    upload.findPreviousUploads().then((previous) => {
      const newest = previous.sort((a, b) => (a.creationTime < b.creationTime ? 1 : -1))[0];
      if (newest) upload.resumeFromPreviousUpload(newest);
      if (!signal.aborted) upload.start();
    }, reject);
  });
}

/** How much of an upload the server has: null where it has it no more, undefined where it does not answer. */
export async function sentSoFar(url: string): Promise<number | null | undefined> {
  const response = await fetch(url, { method: 'HEAD', headers: tus }).catch(() => undefined);
  if (response?.status === 404 || response?.status === 410) return null;
  const offset = response?.ok ? response.headers.get('upload-offset') : null;
  return offset === null ? undefined : Number(offset);
}

/** Has the server forget an upload; where it does not answer, it forgets it by itself after two days. */
export async function forgetUpload(url: string): Promise<void> {
  await fetch(url, { method: 'DELETE', headers: tus }).catch(() => {});
}

const tus = { 'tus-resumable': '1.0.0' };

const brokenOff =
  'The upload broke off. Check your connection and send the same files again: it goes on where it stopped.';

function refusalOf(body: string | undefined): string | undefined {
  try {
    return (JSON.parse(body ?? '') as { detail?: string }).detail;
  } catch {
    return undefined;
  }
}
