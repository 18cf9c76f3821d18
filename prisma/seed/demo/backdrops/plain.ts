import type { Random } from '#lib/core/random';
import { type Backdrop, disc, ellipse, glow, gradient, type Painter, path, px, rect, tone } from './brush.ts';

/** Colours of paint, cloth and paper by hue, saturation and lightness. */
const paints = [
  [42, 45, 90],
  [36, 42, 79],
  [110, 18, 76],
  [155, 32, 80],
  [205, 50, 82],
  [210, 28, 66],
  [255, 30, 85],
  [12, 48, 87],
  [24, 64, 82],
  [45, 64, 68],
  [180, 34, 57],
  [220, 15, 50],
  [16, 46, 62],
  [345, 36, 81],
  [220, 8, 87],
  [95, 34, 62],
] as const;

function ground(random: Random): { hue: number; saturation: number; light: number } {
  const [hue, saturation, light] = random.pick(paints);
  return {
    hue: hue + random.between(-7, 7),
    saturation: saturation + random.between(-6, 6),
    light: light + random.between(-5, 4),
  };
}

const flat = (defs: string, behind: string): Backdrop => ({
  defs,
  behind,
  before: '',
  stance: 'lying',
  ground: 1,
});

/** A photographer's paper sweep: wall and floor run into each other. */
const sweep: Painter = (random, width, height) => {
  const { hue, saturation, light } = ground(random);
  return {
    defs:
      gradient('wall', [
        tone(hue, saturation, light - 4),
        tone(hue, saturation, light + 5),
        tone(hue, saturation, light - 9),
      ]) + glow('lamp', '#ffffff', 0.6),
    behind:
      rect(0, 0, width, height, 'url(#wall)') +
      ellipse(random.between(0.2, 0.8) * width, height * 0.35, width * 0.55, height * 0.5, 'url(#lamp)'),
    before: '',
    stance: 'standing',
    ground: random.between(0.82, 0.9),
  };
};

/** Wall and floor of two colours. */
const twoTone: Painter = (random, width, height) => {
  const { hue, saturation, light } = ground(random);
  const edge = height * random.between(0.58, 0.74);
  const other = ground(random);
  return {
    defs: gradient('floor', [
      tone(other.hue, other.saturation, other.light - 4),
      tone(other.hue, other.saturation, other.light - 12),
    ]),
    behind:
      rect(0, 0, width, height, tone(hue, saturation, light)) +
      rect(0, edge, width, height - edge, 'url(#floor)'),
    before: '',
    stance: 'standing',
    ground: random.between(0.83, 0.91),
  };
};

const slope: Painter = (random, width, height) => {
  const { hue, saturation, light } = ground(random);
  const end = ground(random);
  const colours = [
    tone(hue, saturation + 10, light),
    tone(end.hue, end.saturation + 10, end.light - random.between(0, 10)),
  ];
  return flat(gradient('slope', colours, random.below(360)), rect(0, 0, width, height, 'url(#slope)'));
};

const stripes: Painter = (random, width, height) => {
  const { hue, saturation, light } = ground(random);
  const [wide, reach] = [random.between(10, 34), Math.hypot(width, height)];
  const bands: string[] = [];
  for (let x = -reach; x < reach; x += wide * 2)
    bands.push(`M${px(x)} ${px(-reach)}h${px(wide)}v${px(2 * reach)}h${px(-wide)}z`);
  const turn = `translate(${px(width / 2)} ${px(height / 2)}) rotate(${random.pick([0, 90, 45, -45, 30, -30])})`;
  return flat(
    '',
    rect(0, 0, width, height, tone(hue, saturation, light)) +
      `<g transform="${turn}">${path(bands, `fill="${tone(hue, saturation, light - 6)}"`)}</g>`,
  );
};

const dots: Painter = (random, width, height) => {
  const { hue, saturation, light } = ground(random);
  const [step, size] = [random.between(18, 44), random.between(0.16, 0.34)];
  const spots: string[] = [];
  for (let y = 0, row = 0; y < height + step; y += step * 0.87, row++) {
    for (let x = row % 2 ? step / 2 : 0; x < width + step; x += step) spots.push(disc(x, y, step * size));
  }
  const spot =
    random.next() < 0.4 ? '#ffffff' : tone(hue + random.pick([0, 30, 180]), saturation, light - 10);
  return flat(
    '',
    rect(0, 0, width, height, tone(hue, saturation, light)) +
      path(spots, `fill="${spot}" fill-opacity="0.7"`),
  );
};

const terrazzo: Painter = (random, width, height) => {
  const { hue, light } = ground(random);
  let chips = '';
  for (let colour = 0; colour < 4; colour++) {
    const parts: string[] = [];
    for (let i = 10 + random.below(12); i > 0; i--) {
      const [x, y, size] = [random.between(0, width), random.between(0, height), random.between(4, 12)];
      const corner = (): string => `l${px(random.between(-1, 1) * size)} ${px(random.between(-1, 1) * size)}`;
      parts.push(
        `M${px(x)} ${px(y)}l${px(size)} ${px(size * 0.4)}${corner()}l${px(-size)} ${px(size * 0.5)}${corner()}z`,
      );
    }
    chips += path(parts, `fill="${tone(random.below(360), 45, 66)}"`);
  }
  return flat('', rect(0, 0, width, height, tone(hue, 18, Math.max(light, 84))) + chips);
};

const bokeh: Painter = (random, width, height) => {
  const { hue, saturation, light } = ground(random);
  let lights = '';
  for (let layer = 0; layer < 3; layer++) {
    const parts: string[] = [];
    for (let i = 5 + random.below(7); i > 0; i--) {
      parts.push(
        disc(random.between(0, width), random.between(0, height), width * random.between(0.03, 0.12)),
      );
    }
    lights += path(parts, `fill="${tone(hue + random.between(-60, 60), 70, 82)}" fill-opacity="0.24"`);
  }
  return {
    ...flat(
      gradient(
        'dim',
        [tone(hue, saturation, light - 20), tone(hue + 40, saturation, light - 36)],
        random.below(360),
      ),
      '',
    ),
    behind: rect(0, 0, width, height, 'url(#dim)') + lights,
    stance: 'floating',
  };
};

const rays: Painter = (random, width, height) => {
  const { hue, saturation, light } = ground(random);
  const [reach, count] = [Math.hypot(width, height), 8 + random.below(9)];
  const turn = random.between(0, Math.PI);
  const beams: string[] = [];
  for (let i = 0; i < count; i++) {
    const [from, to] = [turn + (i * 2 * Math.PI) / count, turn + ((i + 0.5) * 2 * Math.PI) / count];
    beams.push(
      `M0 0L${px(Math.cos(from) * reach)} ${px(Math.sin(from) * reach)}L${px(Math.cos(to) * reach)} ${px(Math.sin(to) * reach)}z`,
    );
  }
  const centre = `translate(${px(width * random.between(0.35, 0.65))} ${px(height * random.between(0.35, 0.65))})`;
  return flat(
    '',
    rect(0, 0, width, height, tone(hue, saturation, light)) +
      `<g transform="${centre}">${path(beams, `fill="${tone(hue, saturation, light + 6)}"`)}</g>`,
  );
};

const blobs: Painter = (random, width, height) => {
  const { hue, saturation, light } = ground(random);
  let shapes = '';
  for (let i = 4 + random.below(4); i > 0; i--) {
    const size = Math.max(width, height) * random.between(0.12, 0.32);
    const turn = `rotate(${random.below(180)} ${px(width / 2)} ${px(height / 2)})`;
    const fill = tone(hue + random.between(-40, 40), saturation, light - random.between(-6, 12));
    shapes += ellipse(
      random.between(0, width),
      random.between(0, height),
      size,
      size * random.between(0.5, 1),
      fill,
      `transform="${turn}"`,
    );
  }
  return flat('', rect(0, 0, width, height, tone(hue, saturation, light)) + shapes);
};

const paper: Painter = (random, width, height) => {
  const hue = random.pick([40, 36, 48, 200, 20]);
  const lines: string[] = [];
  const step = random.between(15, 26);
  const ruled = random.below(3);
  if (ruled > 0) for (let y = step; y < height; y += step) lines.push(`M0 ${px(y)}h${px(width)}`);
  if (ruled > 1) for (let x = step; x < width; x += step) lines.push(`M${px(x)} 0v${px(height)}`);
  return flat(
    gradient('sheet', [tone(hue, 30, 96), tone(hue, 28, 89)], 60),
    rect(0, 0, width, height, 'url(#sheet)') +
      path(lines, 'fill="none" stroke="#7f9fc4" stroke-opacity="0.35"'),
  );
};

/** Backdrops that say nothing of what they surround. */
export const plainPainters: readonly Painter[] = [
  sweep,
  sweep,
  twoTone,
  twoTone,
  slope,
  stripes,
  dots,
  terrazzo,
  bokeh,
  rays,
  blobs,
  paper,
];
