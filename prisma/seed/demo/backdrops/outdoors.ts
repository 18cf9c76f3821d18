import type { Random } from '#lib/core/random';
import {
  clouds,
  disc,
  ellipse,
  glow,
  gradient,
  grass,
  type Painter,
  path,
  px,
  rect,
  ridge,
  tone,
} from './brush.ts';

const daySkies = [
  ['#4f9be0', '#d5ecfb'],
  ['#7fc4f0', '#f2faff'],
  ['#3d86c6', '#b5ddf4'],
  ['#f3b184', '#fdf0cf'],
  ['#6f7fc0', '#f6b59b'],
  ['#9db3c3', '#eaf0f2'],
] as const;

/** A sky with a sun or clouds or both, down to the horizon at `y`. */
function daySky(random: Random, width: number, height: number, y: number) {
  const defs = gradient('sky', random.pick(daySkies)) + glow('sun', '#fff6d8');
  let behind = rect(0, 0, width, height, 'url(#sky)');
  if (random.next() < 0.5) {
    const [x, radius] = [random.between(0.1, 0.9) * width, random.between(0.05, 0.09) * width];
    const sunY = random.between(0.12, 0.4) * y;
    behind +=
      ellipse(x, sunY, radius * 4, radius * 4, 'url(#sun)') + ellipse(x, sunY, radius, radius, '#fffbe8');
  }
  behind += clouds(random, width, y * 0.1, y * 0.6, random.below(4));
  return { defs, behind };
}

export const meadow: Painter = (random, width, height) => {
  const horizon = height * random.between(0.42, 0.6);
  const { defs, behind } = daySky(random, width, height, horizon);
  const hue = random.between(75, 125);
  let hills = '';
  for (let layer = 0; layer < 3; layer++) {
    const fill = tone(hue + (2 - layer) * 14, 38 + layer * 8, 66 - layer * 9);
    hills += path(
      [ridge(random, width, height, horizon + layer * height * 0.1, height * 0.05)],
      `fill="${fill}"`,
    );
  }
  const flowers: string[] = [];
  for (let i = random.below(26); i > 0; i--) {
    flowers.push(
      disc(random.between(0, width), random.between(0.78, 0.99) * height, random.between(1.5, 3.2)),
    );
  }
  const petal = random.pick(['#ffffff', '#ffd84d', '#f58fb0', '#c79bf2', '#ff7b5a']);
  const blade = `stroke="${tone(hue, 48, 36)}" stroke-width="1.8" fill="none" stroke-linecap="round"`;
  const ground = random.between(0.84, 0.93);
  return {
    defs,
    behind: behind + hills + path(flowers, `fill="${petal}"`),
    before: path(grass(random, width, height * (ground + 0.05), height * 0.07, 50), blade),
    stance: 'standing',
    ground,
  };
};

export const savanna: Painter = (random, width, height) => {
  const horizon = height * random.between(0.5, 0.64);
  const [top, low] = random.pick([
    ['#f28c4b', '#fde3a7'],
    ['#e8743b', '#ffd27f'],
    ['#8fc3dc', '#fbeccb'],
    ['#d9678a', '#fcd9a0'],
  ] as const);
  const radius = random.between(0.09, 0.16) * width;
  const sun = random.between(0.15, 0.85) * width;
  let behind =
    rect(0, 0, width, height, 'url(#sky)') +
    ellipse(sun, horizon * 0.75, radius * 2.4, radius * 2.4, 'url(#halo)') +
    ellipse(sun, horizon * 0.75, radius, radius, '#fff1c9');
  behind += path([ridge(random, width, height, horizon, height * 0.03)], `fill="${tone(30, 38, 52)}"`);
  const crowns: string[] = [];
  const trunks: string[] = [];
  for (let i = 1 + random.below(3); i > 0; i--) {
    const [x, tall] = [random.between(0, width), height * random.between(0.1, 0.2)];
    trunks.push(`M${px(x)} ${px(horizon + 4)}q${px(tall * 0.1)} ${px(-tall * 0.5)} 0 ${px(-tall)}`);
    for (let k = -1; k <= 1; k++) {
      const [rx, ry] = [px(tall * 0.5), px(tall * 0.16)];
      const start = `M${px(x + k * tall * 0.4 - tall * 0.5)} ${px(horizon - tall - Math.abs(k) * -4)}`;
      crowns.push(`${start}a${rx} ${ry} 0 0 1 ${px(tall)} 0a${rx} ${ry} 0 0 1 ${px(-tall)} 0z`);
    }
  }
  const shade = tone(28, 42, 24);
  behind += path(trunks, `stroke="${shade}" stroke-width="3" fill="none"`) + path(crowns, `fill="${shade}"`);
  behind += path([ridge(random, width, height, height * 0.76, height * 0.03)], 'fill="url(#plain)"');
  const blade = `stroke="${tone(40, 60, 38)}" stroke-width="1.7" fill="none" stroke-linecap="round"`;
  return {
    defs:
      gradient('sky', [top, low]) +
      glow('halo', '#ffe9b0', 0.8) +
      gradient('plain', [tone(38, 58, 60), tone(34, 52, 44)]),
    behind,
    before: path(grass(random, width, height * 0.97, height * 0.09, 45), blade),
    stance: 'standing',
    ground: random.between(0.85, 0.93),
  };
};

export const desert: Painter = (random, width, height) => {
  const horizon = height * random.between(0.42, 0.58);
  const { defs, behind } = daySky(random, width, height, horizon);
  const hue = random.between(22, 44);
  let dunes = '';
  for (let layer = 0; layer < 4; layer++) {
    const y = horizon + layer * height * 0.11;
    const fill = tone(hue - layer * 2, 50 + layer * 5, 78 - layer * 7);
    dunes += path([ridge(random, width, height, y, height * 0.06)], `fill="${fill}"`);
  }
  const stones: string[] = [];
  for (let i = random.below(14); i > 0; i--) {
    stones.push(disc(random.between(0, width), random.between(0.86, 1) * height, random.between(1, 3)));
  }
  return {
    defs,
    behind: behind + dunes + path(stones, `fill="${tone(hue, 35, 40)}"`),
    before: '',
    stance: 'standing',
    ground: random.between(0.83, 0.92),
  };
};

export const snow: Painter = (random, width, height) => {
  const horizon = height * random.between(0.5, 0.62);
  const sky = random.pick([
    ['#a9c8e2', '#eef5fa'],
    ['#8fa9cf', '#f7d9d3'],
    ['#c9d6df', '#f5f8fa'],
    ['#31507d', '#9fb8d8'],
  ] as const);
  const pines: string[] = [];
  for (let i = 5 + random.below(9); i > 0; i--) {
    const [x, tall] = [random.between(0, width), height * random.between(0.12, 0.3)];
    const foot = horizon + height * 0.05;
    for (let k = 0; k < 3; k++) {
      const [wide, y] = [tall * (0.14 + k * 0.07), foot - tall * (0.62 - k * 0.26)];
      pines.push(`M${px(x)} ${px(y - tall * 0.36)}L${px(x + wide)} ${px(y)}L${px(x - wide)} ${px(y)}z`);
    }
  }
  const flakes: string[] = [];
  for (let i = random.below(60); i > 0; i--) {
    flakes.push(disc(random.between(0, width), random.between(0, height), random.between(0.8, 2.6)));
  }
  const hue = random.between(195, 225);
  return {
    defs: gradient('sky', sky) + gradient('field', ['#ffffff', tone(hue, 38, 86)]),
    behind:
      rect(0, 0, width, height, 'url(#sky)') +
      path(
        [ridge(random, width, height, horizon - height * 0.08, height * 0.07)],
        `fill="${tone(hue, 30, 80)}"`,
      ) +
      path(pines, `fill="${tone(random.between(150, 190), 30, 38)}"`) +
      path([ridge(random, width, height, horizon + height * 0.06, height * 0.03)], 'fill="url(#field)"'),
    before: path(flakes, 'fill="#ffffff" fill-opacity="0.9"'),
    stance: 'standing',
    ground: random.between(0.84, 0.92),
  };
};

export const forest: Painter = (random, width, height) => {
  const hue = random.between(80, 150);
  let trees = '';
  for (let layer = 0; layer < 3; layer++) {
    const trunks: string[] = [];
    for (let i = 5 - layer + random.below(4); i > 0; i--) {
      const [x, wide] = [random.between(0, width), width * (0.02 + layer * 0.016) * random.between(0.7, 1.3)];
      trunks.push(`M${px(x)} -5l${px(wide)} 0l${px(wide * 0.25)} ${px(height * 0.86)}l${px(-wide * 1.5)} 0z`);
    }
    trees += path(trunks, `fill="${tone(hue - 25 - layer * 12, 24 + layer * 4, 58 - layer * 16)}"`);
  }
  const shafts: string[] = [];
  for (let i = random.below(4); i > 0; i--) {
    const x = random.between(0.1, 1) * width;
    shafts.push(
      `M${px(x)} -5l${px(width * 0.08)} 0l${px(-width * 0.22)} ${px(height)}l${px(-width * 0.12)} 0z`,
    );
  }
  const leaves: string[] = [];
  for (let i = random.below(30); i > 0; i--) {
    leaves.push(disc(random.between(0, width), random.between(0.83, 1) * height, random.between(1, 3)));
  }
  const blade = `stroke="${tone(hue, 40, 26)}" stroke-width="2" fill="none" stroke-linecap="round"`;
  return {
    defs:
      gradient('air', [tone(hue - 20, 48, 74), tone(hue, 38, 56)]) +
      gradient('floor', [tone(hue, 34, 40), tone(hue - 20, 32, 28)]),
    behind:
      rect(0, 0, width, height, 'url(#air)') +
      trees +
      path(shafts, 'fill="#fffbe0" fill-opacity="0.22"') +
      path([ridge(random, width, height, height * 0.78, height * 0.025)], 'fill="url(#floor)"') +
      path(leaves, `fill="${tone(random.between(20, 60), 55, 50)}"`),
    before: path(grass(random, width, height * 0.98, height * 0.07, 40), blade),
    stance: 'standing',
    ground: random.between(0.86, 0.93),
  };
};

export const sky: Painter = (random, width, height) => {
  const { defs, behind } = daySky(random, width, height, height * 1.4);
  return {
    defs,
    behind: behind + clouds(random, width, height * 0.3, height * 1.02, 1 + random.below(4)),
    before:
      random.next() < 0.35 ? clouds(random, width, height * 0.92, height * 1.05, 1 + random.below(2)) : '',
    stance: 'floating',
    ground: 1,
  };
};

export const night: Painter = (random, width, height) => {
  const hue = random.between(205, 275);
  const stars: string[] = [];
  for (let i = 30 + random.below(60); i > 0; i--) {
    stars.push(disc(random.between(0, width), random.between(0, height * 0.9), random.between(0.4, 1.5)));
  }
  const [x, y, radius] = [
    random.between(0.1, 0.9) * width,
    random.between(0.12, 0.35) * height,
    width * random.between(0.06, 0.12),
  ];
  const hills = path(
    [ridge(random, width, height, height * 0.84, height * 0.04)],
    `fill="${tone(hue + 10, 32, 15)}"`,
  );
  return {
    defs: gradient('sky', [tone(hue, 52, 16), tone(hue + 20, 46, 42)]) + glow('moonlight', '#fdf6dc', 0.55),
    behind:
      rect(0, 0, width, height, 'url(#sky)') +
      path(stars, 'fill="#ffffff" fill-opacity="0.85"') +
      ellipse(x, y, radius * 3, radius * 3, 'url(#moonlight)') +
      ellipse(x, y, radius, radius, '#fdf4d2') +
      hills,
    before: '',
    stance: random.next() < 0.5 ? 'floating' : 'standing',
    dark: true,
    ground: random.between(0.88, 0.94),
  };
};
