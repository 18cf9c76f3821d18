import sharp from 'sharp';
import { seededRandom } from '#lib/core/random';
import type { CampaignKind } from '#lib/labelling/answers';
import { PAGE_SIZE } from '#lib/labelling/assignment';
import type { Product } from './product.ts';

export interface Credentials {
  email: string;
  password: string;
}

/** Animals whose images are asked about, and the noun above them all. */
const NOUNS = ['n02084071', 'n02121620', 'n02374451', 'n02503517', 'n01503061'];
const ANIMAL = 'n00015388';

/** Images that one upload may have. */
const UPLOAD = 400;

/**
 * Makes a campaign of each kind with so many questions and an image of its own in each place, no two alike; gives who
 * may answer. A campaign's slug is its kind.
 */
export async function fillCampaigns(
  product: Product,
  kinds: readonly CampaignKind[],
  questions: number,
): Promise<Credentials> {
  const labeler = { email: 'labeler@bench.example', password: 'four words are enough' };
  const roles = 'labeler,researcher,organiser';
  const token = await product.createUser({ ...labeler, name: 'Bench', roles });
  const send = async (path: string, body: BodyInit, type?: string) => {
    const headers = { authorization: `Bearer ${token}`, ...(type && { 'content-type': type }) };
    const response = await fetch(`${product.url}/api/v1/${path}`, { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
  };
  const sendJson = (path: string, body: object) => send(path, JSON.stringify(body), 'application/json');

  for (const kind of kinds) {
    const dataset = `bench-${kind}`;
    await sendJson('datasets', { slug: dataset, title: `Bench ${kind}` });
    // Somewhat more than is asked, so that no page is short.
    const count = kind === 'verify' ? (questions + 2 * NOUNS.length) * PAGE_SIZE : questions + 20;
    const width = kind === 'verify' ? 320 : 1024;
    for (const [index, noun] of NOUNS.entries()) {
      const ofNoun = Math.ceil(count / NOUNS.length);
      for (let from = 0; from < ofNoun; from += UPLOAD) {
        const size = Math.min(UPLOAD, ofNoun - from);
        const form = new FormData();
        const made = { title: 'Painted for the bench', author: 'The bench', license: 'CC0-1.0' };
        for (const [name, value] of Object.entries({ ...made, candidate: noun })) form.append(name, value);
        for (const image of await paint(size, width, `${kind}/${index}/${from}`))
          form.append('images', new Blob([image], { type: 'image/jpeg' }), 'painted.jpg');
        await send(`datasets/${dataset}/images`, form);
      }
    }
    const settings = { slug: kind, title: `Bench ${kind}`, kind, votesPerUnit: 1 };
    await sendJson(`datasets/${dataset}/campaigns`, {
      ...settings,
      ...(kind === 'classify' && { rootSynsets: [ANIMAL] }),
    });
  }
  return labeler;
}

/** Images with soft shapes and some grain, which compress about as photographs do. */
async function paint(count: number, width: number, seed: string): Promise<Uint8Array<ArrayBuffer>[]> {
  const random = seededRandom(seed);
  const height = Math.round(width * 0.75);
  const rough = { width: 24, height: 18 };
  const images = Array.from({ length: count }, () => {
    const raw = Buffer.alloc(rough.width * rough.height * 3);
    for (let index = 0; index < raw.length; index++)
      raw[index] = Math.min(255, Math.max(0, Math.round(128 + random.gaussian() * 60)));
    return sharp(raw, { raw: { ...rough, channels: 3 } })
      .resize(width, height, { kernel: 'cubic' })
      .jpeg({ quality: 85 })
      .toBuffer();
  });
  return (await Promise.all(images)).map((image) => new Uint8Array(image));
}
