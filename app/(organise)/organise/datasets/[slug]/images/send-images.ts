import type { UploadedFile } from '#lib/datasets/upload';

export type SendOutcome =
  | { ok: true; files: UploadedFile[] }
  | { ok: false; message: string; fieldErrors: Record<string, string> };

/** Sends images and tells how much of them is out, from 0 to 1. An XMLHttpRequest, because fetch knows nothing of that. */
export function sendImages(
  slug: string,
  form: FormData,
  onSent: (share: number) => void,
): Promise<SendOutcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/datasets/${slug}/images`);
    request.responseType = 'json';
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onSent(event.loaded / event.total);
    };
    request.onload = () => resolve(outcome(request.status, request.response));
    request.onerror = () =>
      resolve({
        ok: false,
        message: 'The upload broke off. Check your connection and send again: no image is taken twice.',
        fieldErrors: {},
      });
    request.send(form);
  });
}

function outcome(status: number, answer: unknown): SendOutcome {
  const { files, detail, field } = (answer ?? {}) as {
    files?: UploadedFile[];
    detail?: string;
    field?: string;
  };
  if (status === 200 && files) return { ok: true, files };
  const message = detail ?? `The server answered ${status}. Try again in a minute.`;
  return { ok: false, message, fieldErrors: field ? { [fieldOf[field] ?? field]: message } : {} };
}

/** The source's name in addresses is made of its title. */
const fieldOf: Record<string, string> = { slug: 'title' };
