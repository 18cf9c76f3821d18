import type { UploadedFile } from '#lib/datasets/upload';
import { type SendOutcome, sendForm } from '@/_components/send-form';

/** Sends images and tells how much of them is out, from 0 to 1. */
export async function sendImages(
  slug: string,
  form: FormData,
  onSent: (share: number) => void,
): Promise<SendOutcome<UploadedFile[]>> {
  const outcome = await sendForm({
    url: `/api/v1/datasets/${slug}/images`,
    form,
    taken: (status, { files }) => (status === 200 ? (files as UploadedFile[]) : undefined),
    onSent,
    brokenOff: 'The upload broke off. Check your connection and send again: no image is taken twice.',
  });
  if (outcome.ok) return outcome;
  // The source's name in addresses is made of its title.
  const { slug: title, ...others } = outcome.fieldErrors;
  return { ...outcome, fieldErrors: title === undefined ? others : { ...others, title } };
}
