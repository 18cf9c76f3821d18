import type { Random } from '#lib/core/random';
import { clouds, disc, gradient, type Painter, path, px, rect, ridge, tone } from './brush.ts';

/** A row of houses on `floor`, with some windows lit, as SVG. */
function skyline(random: Random, width: number, floor: number, tall: number, wall: string, window: string) {
  const [walls, windows]: [string[], string[]] = [[], []];
  for (let x = -10; x < width; ) {
    const [wide, high] = [width * random.between(0.08, 0.17), tall * random.between(0.45, 1)];
    walls.push(`M${px(x)} ${px(floor)}v${px(-high)}h${px(wide)}v${px(high)}z`);
    for (let wy = floor - high + 8; wy < floor - 10; wy += 13) {
      for (let wx = x + 6; wx < x + wide - 8; wx += 11) {
        if (random.next() < 0.6) windows.push(`M${px(wx)} ${px(wy)}h5v7h-5z`);
      }
    }
    x += wide + width * random.between(0, 0.02);
  }
  return path(walls, `fill="${wall}"`) + path(windows, `fill="${window}"`);
}

export const city: Painter = (random, width, height) => {
  const floor = height * random.between(0.62, 0.7);
  const dusk = random.next() < 0.3;
  const hue = random.between(190, 290);
  const sky = dusk
    ? [tone(hue, 40, 30), '#f4a582']
    : random.pick([
        ['#8ec5ea', '#eef7fc'],
        ['#b9cbd6', '#f1f4f5'],
        ['#f4c29b', '#fdf1dd'],
      ]);
  const [far, near] = dusk
    ? [tone(hue, 25, 40), tone(hue, 28, 24)]
    : [tone(hue, 18, 78), tone(hue + 40, 24, 62)];
  const lit = dusk ? '#ffd97a' : tone(hue, 30, 88);
  const kerb = height * 0.74;
  const dashes: string[] = [];
  for (let x = -random.between(0, 60); x < width; x += 62)
    dashes.push(`M${px(x)} ${px(height * 0.965)}h34v3.5h-34z`);
  const road = random.between(28, 52);
  return {
    defs: gradient('sky', sky) + gradient('road', [tone(220, 6, road), tone(220, 6, road - 8)]),
    behind:
      rect(0, 0, width, height, 'url(#sky)') +
      (dusk ? '' : clouds(random, width, height * 0.05, height * 0.25, random.below(3))) +
      skyline(random, width, floor + 2, height * 0.5, far, far) +
      skyline(random, width, floor + 2, height * 0.36, near, lit) +
      rect(0, floor, width, height - floor, tone(hue, 6, 72)) +
      rect(0, kerb, width, height - kerb, 'url(#road)') +
      path(dashes, 'fill="#f7f3e3" fill-opacity="0.8"'),
    before: '',
    stance: 'standing',
    ground: random.between(0.86, 0.92),
  };
};

export const road: Painter = (random, width, height) => {
  const horizon = height * random.between(0.4, 0.55);
  const hue = random.between(50, 130);
  const edge = height * 0.76;
  const dashes: string[] = [];
  for (let x = -random.between(0, 60); x < width; x += 58)
    dashes.push(`M${px(x)} ${px(height * 0.96)}h30v3.5h-30z`);
  const sky = random.pick([
    ['#6db4e8', '#e8f5fd'],
    ['#f5b895', '#fdf3dd'],
    ['#9fb8c8', '#edf2f4'],
    ['#7a84bd', '#f5b8a5'],
  ]);
  const posts: string[] = [];
  for (let x = random.between(0, 40); x < width; x += width * 0.19)
    posts.push(`M${px(x)} ${px(edge)}v-18h4v18z`);
  return {
    defs: gradient('sky', sky) + gradient('road', ['#6e7278', '#53565c']),
    behind:
      rect(0, 0, width, height, 'url(#sky)') +
      clouds(random, width, height * 0.05, horizon * 0.6, random.below(4)) +
      path([ridge(random, width, height, horizon, height * 0.08)], `fill="${tone(hue + 40, 26, 70)}"`) +
      path(
        [ridge(random, width, height, horizon + height * 0.12, height * 0.05)],
        `fill="${tone(hue, 40, 56)}"`,
      ) +
      (random.next() < 0.5 ? path(posts, 'fill="#fbfaf5"') : '') +
      rect(0, edge, width, height - edge, 'url(#road)') +
      rect(0, edge, width, 4, '#efe9d6') +
      path(dashes, 'fill="#f4efdf"'),
    before: '',
    stance: 'standing',
    ground: random.between(0.87, 0.93),
  };
};

export const rails: Painter = (random, width, height) => {
  const horizon = height * random.between(0.42, 0.58);
  const hue = random.between(30, 130);
  const bed = height * 0.84;
  const sleepers: string[] = [];
  for (let x = -random.between(0, 20); x < width; x += 22)
    sleepers.push(`M${px(x)} ${px(bed + height * 0.045)}h12v6h-12z`);
  const stones: string[] = [];
  for (let i = 60; i > 0; i--)
    stones.push(disc(random.between(0, width), random.between(bed, height), random.between(0.8, 2)));
  const sky = random.pick([
    ['#79b9e4', '#eef7fc'],
    ['#f2a97e', '#fdeccb'],
    ['#a8bac6', '#eef2f3'],
  ]);
  return {
    defs: gradient('sky', sky) + gradient('bed', ['#a79b8c', '#82776a']),
    behind:
      rect(0, 0, width, height, 'url(#sky)') +
      clouds(random, width, height * 0.05, horizon * 0.6, random.below(4)) +
      path([ridge(random, width, height, horizon, height * 0.1)], `fill="${tone(hue + 50, 24, 68)}"`) +
      path(
        [ridge(random, width, height, horizon + height * 0.14, height * 0.04)],
        `fill="${tone(hue, 38, 52)}"`,
      ) +
      rect(0, bed, width, height - bed, 'url(#bed)') +
      path(stones, 'fill="#5d544a" fill-opacity="0.5"') +
      path(sleepers, 'fill="#5c4634"') +
      rect(0, bed + height * 0.035, width, 4, '#6b7077'),
    before: '',
    stance: 'standing',
    ground: 0.88,
  };
};

export const court: Painter = (random, width, height) => {
  if (random.next() < 0.5) {
    const hue = random.between(95, 130);
    const stripes: string[] = [];
    const wide = width * random.between(0.12, 0.2);
    for (let x = -random.between(0, wide); x < width; x += wide * 2)
      stripes.push(`M${px(x)} 0h${px(wide)}v${px(height)}h${px(-wide)}z`);
    const radius = width * random.between(0.25, 0.5);
    const circle = disc(random.between(0.2, 0.8) * width, random.between(0.2, 0.9) * height, radius);
    return {
      defs: gradient('pitch', [tone(hue, 46, 48), tone(hue, 48, 38)]),
      behind:
        rect(0, 0, width, height, 'url(#pitch)') +
        path(stripes, `fill="${tone(hue, 46, 54)}" fill-opacity="0.6"`) +
        path([circle], 'fill="none" stroke="#ffffff" stroke-opacity="0.85" stroke-width="5"'),
      before: '',
      stance: 'lying',
      ground: 1,
    };
  }
  const hue = random.between(22, 36);
  const floor = height * random.between(0.58, 0.7);
  const boards: string[] = [];
  for (let y = floor; y < height; y += 11) boards.push(`M0 ${px(y)}h${px(width)}`);
  const wall = random.between(0, 360);
  return {
    defs:
      gradient('wall', [tone(wall, 28, 62), tone(wall, 30, 46)]) +
      gradient('floor', [tone(hue, 56, 62), tone(hue, 54, 48)]),
    behind:
      rect(0, 0, width, height, 'url(#wall)') +
      rect(0, floor * 0.55, width, height * 0.05, '#ffffff', 'fill-opacity="0.75"') +
      rect(0, floor, width, height - floor, 'url(#floor)') +
      path(boards, `stroke="${tone(hue, 50, 38)}" stroke-opacity="0.35" fill="none"`) +
      rect(0, floor + (height - floor) * 0.4, width, 4, '#ffffff', 'fill-opacity="0.8"'),
    before: '',
    stance: 'standing',
    ground: random.between(0.86, 0.92),
  };
};
