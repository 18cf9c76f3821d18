import { expect, test } from 'vitest';
import { madeExportSource, readExport } from '#lib/testing/export-source';
import { writeCoco } from './coco.ts';

interface Coco {
  info: Record<string, unknown>;
  licenses: { id: number; name: string; url: string }[];
  images: {
    id: number;
    file_name: string;
    width: number;
    height: number;
    license: number | null;
    sha256: string;
  }[];
  annotations: {
    id: number;
    image_id: number;
    category_id: number;
    bbox: number[];
    area: number;
    iscrowd: number;
  }[];
  categories: { id: number; name: string; supercategory: string }[];
}

const source = madeExportSource({ train: 9, val: 3, test: 4 });

async function read(split: string): Promise<Coco> {
  const files = await readExport(writeCoco(source, () => {}));
  return JSON.parse(String(files.get(`animals-v2-${split}.json`)));
}

/** What pycocotools makes of a file (COCO.createIndex, getAnnIds, getImgIds), field by field. */
function index({ images, annotations, categories }: Coco) {
  const imgs = new Map(images.map((image) => [image.id, image]));
  const cats = new Map(categories.map((category) => [category.id, category]));
  expect(imgs.size).toBe(images.length);
  expect(cats.size).toBe(categories.length);
  expect(new Set(annotations.map(({ id }) => id)).size).toBe(annotations.length);
  for (const { image_id, category_id, bbox, area, iscrowd } of annotations) {
    const image = imgs.get(image_id);
    expect(bbox).toEqual([0, 0, image?.width, image?.height]);
    expect(area).toBe((image?.width ?? 0) * (image?.height ?? 0));
    expect(iscrowd).toBe(0);
    expect(cats.has(category_id)).toBe(true);
  }
  const imgToAnns = new Map(annotations.map((annotation) => [annotation.image_id, annotation]));
  return { imgs, cats, imgToAnns };
}

test.each(['train', 'val'] as const)(
  '%s: each image has one annotation of its class and its licence',
  async (split) => {
    const coco = await read(split);
    const { imgToAnns, cats } = index(coco);
    expect(coco.licenses.map(({ name }) => name).sort()).toEqual(['CC-BY-4.0', 'CC0-1.0']);
    let n = 0;
    for await (const row of source.rows(split)) {
      const image = coco.images[n++];
      expect(image).toMatchObject({
        sha256: row.sha256,
        author: row.credit.author,
        source_url: row.credit.url,
      });
      expect(coco.licenses.find(({ id }) => id === image?.license)?.name).toBe(row.credit.license);
      expect(cats.get(imgToAnns.get(image?.id ?? 0)?.category_id ?? 0)?.name).toBe(row.label?.synsetId);
    }
    expect(coco.images).toHaveLength(n);
    expect(coco.annotations).toHaveLength(n);
  },
);

test('test: images alone', async () => {
  const coco = await read('test');
  index(coco);
  expect(coco.images).toHaveLength(4);
  expect(coco.annotations).toEqual([]);
  expect(JSON.stringify(coco.images)).not.toMatch(/n\d{8}|Ada|pets/);
});

test('a split without images is still a whole document', async () => {
  const files = await readExport(writeCoco(madeExportSource({ train: 1, val: 0, test: 0 }), () => {}));
  expect(JSON.parse(String(files.get('animals-v2-val.json'))).images).toEqual([]);
});
