import sharp, { type Sharp } from 'sharp';
import { type Random, seededRandom } from '#lib/core/random';
import { type Backdrop, clamp, ellipse, glow, type Painter, px, rect } from './backdrops/brush.ts';
import { settingPainters } from './backdrops/painters.ts';
import { plainPainters } from './backdrops/plain.ts';
import { type Drawing, loadDrawings } from './drawings.ts';
import type { FamilyId } from './families.ts';
import { addGrain } from './grain.ts';
import { nouns } from './nouns.ts';

/** Which picture to render. The same request gives the same bytes with the same version of sharp. */
export interface PictureRequest {
  family: FamilyId;
  /** Name of a drawing of `nouns`. */
  drawing: string;
  variation: number;
  seed: number;
}

/** A rendered picture: encoded bytes without any metadata, and its size in pixels. */
export interface Picture {
  bytes: Buffer;
  width: number;
  height: number;
  mime: 'image/jpeg' | 'image/png' | 'image/webp';
}

/** Renders pictures; keeps the drawings of the families it has seen, a few MB. */
export interface PictureRenderer {
  render(request: PictureRequest): Promise<Picture>;
}

/** Width by height of the picture for a long edge of 1. */
const shapes = [
  [1, 1],
  [1, 0.75],
  [1, 0.75],
  [1, 0.667],
  [1, 0.8],
  [0.75, 1],
  [0.8, 1],
] as const;

/** How much of a picture's width or height a thing may take at least and at most. */
const REACH = [0.54, 0.88] as const;
/** The share of pictures that show a noun in one of its own settings. */
const OWN_SETTING = 0.6;

/** A renderer over the installed icon packages. A family's file is parsed at its first picture. */
export function createPictureRenderer(): PictureRenderer {
  const nounOf = new Map(nouns.map((noun) => [noun.drawing, noun]));
  const loaded = new Map<FamilyId, Promise<ReadonlyMap<string, Drawing>>>();
  return {
    async render({ family, drawing: name, variation, seed }) {
      const drawings = loaded.get(family) ?? loadDrawings(family, [...nounOf.keys()]);
      loaded.set(family, drawings);
      const [drawing, noun] = [(await drawings).get(name), nounOf.get(name)];
      if (!drawing || !noun) throw new RangeError(`No noun of the demo is drawn by '${name}'`);
      const random = seededRandom(`${seed}/${family}/${name}/${variation}`);
      const painter =
        random.next() < OWN_SETTING
          ? settingPainters[random.pick(noun.settings)]
          : random.pick(plainPainters);
      return renderPicture(drawing, painter, random);
    },
  };
}

async function renderPicture(drawing: Drawing, painter: Painter, random: Random): Promise<Picture> {
  const [across, down] = random.pick(shapes);
  const edge = random.between(250, 384);
  const [width, height] = [Math.round(edge * across), Math.round(edge * down)];
  const svg = compose(drawing, painter(random, width, height), random, width, height);

  const [warmth, gain, lift] = [random.gaussian() * 0.03, random.gaussian() * 0.05, random.gaussian() * 4];
  const gains = [1 + gain + warmth, 1 + gain, 1 + gain - warmth].map((value) => clamp(value, 0.85, 1.15));
  let image = sharp(Buffer.from(svg)).removeAlpha().linear(gains, [lift, lift, lift]);
  if (random.next() < 0.3) {
    const pixels = await image.raw().toBuffer();
    addGrain(pixels, width, height, random);
    image = sharp(pixels, { raw: { width, height, channels: 3 } });
  }

  const format = random.next();
  const quality = 86 + random.below(8);
  if (format < 0.86) return encoded(image.jpeg({ quality }), width, height, 'image/jpeg');
  if (format < 0.96) return encoded(image.webp({ quality, effort: 2 }), width, height, 'image/webp');
  return encoded(image.png({ compressionLevel: 7 }), width, height, 'image/png');
}

async function encoded(image: Sharp, width: number, height: number, mime: Picture['mime']): Promise<Picture> {
  return { bytes: await image.toBuffer(), width, height, mime };
}

/** Puts the drawing, once or in a small group, into the backdrop. */
function compose(
  drawing: Drawing,
  backdrop: Backdrop,
  random: Random,
  width: number,
  height: number,
): string {
  const { ink } = drawing;
  const many = random.next();
  const count = many < 0.86 ? 1 : many < 0.96 ? 2 : 3;
  const dropped = backdrop.stance === 'lying' && random.next() < 0.7;
  let things = '';
  let shadows = '';
  for (let i = 0; i < count; i++) {
    const place = placeThing(drawing, backdrop, random, width, height, i, count);
    const flip = random.next() < 0.5 ? -1 : 1;
    const stretch = random.between(0.94, 1.06);
    things +=
      `<use href="#thing" transform="translate(${px(place.x)} ${px(place.y)}) rotate(${px(place.turn)}) ` +
      `scale(${(flip * place.scale * stretch).toFixed(3)} ${place.scale.toFixed(3)}) ` +
      `skewX(${px(clamp(random.gaussian() * 2, -5, 5))})"/>`;
    if (backdrop.stance === 'standing') {
      const wide = ink.width * place.scale * 0.56;
      shadows += ellipse(place.x, place.foot, wide, clamp(wide * 0.17, 4, 16), 'url(#shadow)');
    }
  }
  const halo = backdrop.dark ? ellipse(width / 2, height / 2, width * 0.56, height * 0.56, 'url(#halo)') : '';
  const vignette = random.next() < 0.35 ? rect(0, 0, width, height, 'url(#vignette)') : '';
  const angle = random.between(0.2, Math.PI - 0.2);
  const drop =
    `<filter id="drop" x="-15%" y="-15%" width="130%" height="130%" color-interpolation-filters="sRGB"><feDropShadow dx="${px(Math.cos(angle) * 6)}" ` +
    `dy="${px(Math.sin(angle) * 7)}" stdDeviation="${px(random.between(2, 5))}" flood-opacity="0.38"/></filter>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}"><defs>${backdrop.defs}${glow('shadow', '#0a0a14', 0.5)}${glow('halo', '#fff7e0', 0.5)}` +
    `<radialGradient id="vignette" r="0.75"><stop offset="0.6" stop-opacity="0"/><stop offset="1" stop-opacity="0.2"/></radialGradient>` +
    `${dropped ? drop : ''}<g id="thing"><svg x="${px(-ink.left - ink.width / 2)}" ` +
    `y="${px(-ink.top - ink.height / 2)}" width="${drawing.width}" height="${drawing.height}" overflow="hidden" ` +
    `viewBox="0 0 ${drawing.width} ${drawing.height}">${drawing.body}</svg></g></defs>${backdrop.behind}${halo}${shadows}` +
    `<g${dropped ? ' filter="url(#drop)"' : ''}>${things}</g>${backdrop.before}${vignette}</svg>`
  );
}

/** Where the middle of thing `index` of `count` goes, how far it is turned, and where it touches the ground. */
function placeThing(
  { ink }: Drawing,
  backdrop: Backdrop,
  random: Random,
  width: number,
  height: number,
  index: number,
  count: number,
) {
  const standing = backdrop.stance === 'standing';
  const sway = standing ? 3.5 : backdrop.stance === 'lying' ? 20 : 12;
  const turn = clamp(random.gaussian() * sway, -2.2 * sway, 2.2 * sway);
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.abs(Math.sin((turn * Math.PI) / 180))];
  const [boxWidth, boxHeight] = [ink.width * cos + ink.height * sin, ink.height * cos + ink.width * sin];

  const share = random.between(...REACH) * (count === 1 ? 1 : 0.62);
  const roof = standing ? height * backdrop.ground * 0.95 : height;
  const scale = Math.min((width * share) / boxWidth, (roof * Math.min(0.94, share * 1.1)) / boxHeight);
  const [spanX, spanY] = [boxWidth * scale, boxHeight * scale];

  const lane = width / count;
  const slack = Math.max(0, (lane - spanX) / 2);
  const x = lane * (index + 0.5) + random.between(-0.8, 0.8) * slack;
  if (standing) {
    const foot = height * backdrop.ground + random.between(-0.015, 0.015) * height;
    return { x, y: foot - spanY / 2 + spanY * 0.01, turn, scale, foot };
  }
  const y = height / 2 + random.between(-0.7, 0.7) * Math.max(0, (height - spanY) / 2);
  return { x, y, turn, scale, foot: y + spanY / 2 };
}
