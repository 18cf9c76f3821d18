import type { Random } from '#lib/core/random';
import { type Backdrop, disc, ellipse, glow, gradient, type Painter, path, px, rect, tone } from './brush.ts';

/** A tabletop seen from above: planks, chequered cloth, marble or slate. */
function tabletop(random: Random, width: number, height: number): Pick<Backdrop, 'defs' | 'behind' | 'dark'> {
  const kind = random.below(4);
  if (kind === 0) {
    const [hue, light] = [random.between(18, 38), random.between(38, 68)];
    const plank = height / (3 + random.below(3));
    let behind = '';
    const grain: string[] = [];
    for (let y = 0; y < height; y += plank) {
      behind += rect(
        0,
        y,
        width,
        plank - 1.5,
        tone(hue + random.between(-3, 3), 42, light + random.between(-4, 4)),
      );
      for (let k = 0; k < 4; k++) {
        const gy = y + random.between(4, plank - 4);
        grain.push(
          `M0 ${px(gy)}c${px(width * 0.3)} ${px(random.between(-5, 5))} ${px(width * 0.6)} ${px(random.between(-5, 5))} ${px(width)} 0`,
        );
      }
    }
    const seams = rect(0, 0, width, height, tone(hue, 40, light - 22));
    return {
      defs: '',
      behind:
        seams +
        behind +
        path(grain, `fill="none" stroke="${tone(hue, 45, light - 14)}" stroke-opacity="0.45"`),
    };
  }
  if (kind === 1) {
    const [hue, step] = [random.pick([0, 8, 130, 205, 215, 270, 345]), random.between(18, 34)];
    const [across, down]: [string[], string[]] = [[], []];
    for (let x = -random.between(0, step); x < width; x += step * 2)
      across.push(`M${px(x)} 0h${px(step)}v${px(height)}h${px(-step)}z`);
    for (let y = -random.between(0, step); y < height; y += step * 2)
      down.push(`M0 ${px(y)}h${px(width)}v${px(step)}h${px(-width)}z`);
    const weave = `fill="${tone(hue, 55, 56)}" fill-opacity="0.42"`;
    return {
      defs: '',
      behind: rect(0, 0, width, height, '#fbf8f2') + path(across, weave) + path(down, weave),
    };
  }
  const dark = kind === 3;
  const veins: string[] = [];
  for (let i = 5 + random.below(5); i > 0; i--) {
    const [x, y] = [random.between(-0.2, 1) * width, random.between(-0.2, 1) * height];
    const bend = (): string =>
      `${px(random.between(0.05, 0.4) * width)} ${px(random.between(-0.1, 0.4) * height)}`;
    veins.push(`M${px(x)} ${px(y)}c${bend()} ${bend()} ${bend()}`);
  }
  const hue = random.between(0, 360);
  return {
    dark,
    defs: gradient(
      'stone',
      dark ? [tone(hue, 8, 30), tone(hue, 10, 20)] : [tone(hue, 14, 95), tone(hue, 12, 86)],
      random.below(360),
    ),
    behind:
      rect(0, 0, width, height, 'url(#stone)') +
      path(
        veins,
        `fill="none" stroke="${tone(hue, 8, dark ? 46 : 72)}" stroke-opacity="0.55" stroke-width="${px(random.between(1, 3))}"`,
      ),
  };
}

export const table: Painter = (random, width, height) => ({
  ...tabletop(random, width, height),
  before: '',
  stance: 'lying',
  ground: 1,
});

export const plate: Painter = (random, width, height) => {
  const top = tabletop(random, width, height);
  const radius = Math.min(width, height) * random.between(0.46, 0.54);
  const [x, y] = [width / 2 + random.between(-8, 8), height / 2 + random.between(-6, 6)];
  const [hue, white] = [random.between(0, 360), random.next() < 0.6];
  const [rim, inside] = white ? ['#fdfdfb', '#f1f0ec'] : [tone(hue, 38, 62), tone(hue, 36, 70)];
  return {
    defs: top.defs + glow('fall', '#000000', 0.6),
    behind:
      top.behind +
      ellipse(x + 4, y + 8, radius * 1.12, radius * 1.12, 'url(#fall)') +
      ellipse(x, y, radius, radius, rim) +
      ellipse(
        x,
        y,
        radius * 0.74,
        radius * 0.74,
        inside,
        'stroke="#000000" stroke-opacity="0.08" stroke-width="2"',
      ),
    before: '',
    stance: 'lying',
    ground: 1,
  };
};

export const counter: Painter = (random, width, height) => {
  const edge = height * random.between(0.66, 0.76);
  const [hue, size] = [random.between(0, 360), random.between(26, 46)];
  const joints: string[] = [];
  for (let x = random.between(0, size); x < width; x += size) joints.push(`M${px(x)} 0v${px(edge)}`);
  for (let y = edge; y > 0; y -= size * 0.6) joints.push(`M0 ${px(y)}h${px(width)}`);
  const wood = random.next() < 0.6;
  const board = wood ? [tone(30, 46, 58), tone(26, 44, 44)] : [tone(hue, 8, 84), tone(hue, 8, 70)];
  return {
    defs: gradient('tiles', [tone(hue, 26, 88), tone(hue, 24, 78)]) + gradient('board', board),
    behind:
      rect(0, 0, width, height, 'url(#tiles)') +
      path(joints, 'fill="none" stroke="#ffffff" stroke-opacity="0.7" stroke-width="2"') +
      rect(0, edge, width, height - edge, 'url(#board)') +
      rect(0, edge, width, 3, '#ffffff', 'fill-opacity="0.35"'),
    before: '',
    stance: 'standing',
    ground: random.between(0.85, 0.92),
  };
};

export const stage: Painter = (random, width, height) => {
  const hue = random.pick([350, 0, 265, 285, 220, 200, 320]);
  const folds: string[] = [];
  const wide = width * random.between(0.06, 0.1);
  for (let x = -random.between(0, wide); x < width; x += wide * 2)
    folds.push(`M${px(x)} 0h${px(wide)}v${px(height)}h${px(-wide)}z`);
  const cones: string[] = [];
  for (let i = 1 + random.below(3); i > 0; i--) {
    const [from, to] = [random.between(0.05, 0.95) * width, random.between(0.3, 0.7) * width];
    cones.push(
      `M${px(from)} -5L${px(to - width * 0.26)} ${px(height * 0.86)}L${px(to + width * 0.26)} ${px(height * 0.86)}z`,
    );
  }
  const floor = height * 0.78;
  return {
    defs:
      gradient('curtain', [tone(hue, 54, 22), tone(hue, 56, 38)]) +
      gradient('floor', [tone(28, 36, 40), tone(24, 36, 22)]) +
      glow('pool', '#fff3d0', 0.75),
    behind:
      rect(0, 0, width, height, 'url(#curtain)') +
      path(folds, 'fill="#000000" fill-opacity="0.14"') +
      rect(0, floor, width, height - floor, 'url(#floor)') +
      path(cones, 'fill="#fff6dc" fill-opacity="0.17"') +
      ellipse(width / 2, height * 0.88, width * 0.42, height * 0.11, 'url(#pool)'),
    before: '',
    dark: true,
    stance: 'standing',
    ground: random.between(0.86, 0.92),
  };
};

export const workbench: Painter = (random, width, height) => {
  if (random.next() < 0.5) return table(random, width, height);
  const [hue, step] = [random.pick([30, 34, 205, 150, 0]), random.between(20, 30)];
  const holes: string[] = [];
  for (let y = step / 2; y < height; y += step) {
    for (let x = step / 2; x < width; x += step) holes.push(disc(x, y, 2.4));
  }
  return {
    defs: gradient('board', [tone(hue, 34, 70), tone(hue, 34, 58)]),
    behind: rect(0, 0, width, height, 'url(#board)') + path(holes, `fill="${tone(hue, 30, 32)}"`),
    before: '',
    stance: 'lying',
    ground: 1,
  };
};

export const room: Painter = (random, width, height) => {
  const floor = height * random.between(0.7, 0.8);
  const hue = random.between(0, 360);
  const light = random.between(60, 86);
  const paper: string[] = [];
  const step = random.between(20, 44);
  if (random.next() < 0.5) {
    for (let x = -random.between(0, step); x < width; x += step)
      paper.push(`M${px(x)} 0h${px(step / 2)}v${px(floor)}h${px(-step / 2)}z`);
  } else {
    for (let y = step / 2, row = 0; y < floor - 6; y += step, row++) {
      for (let x = row % 2 ? 0 : step / 2; x < width; x += step) paper.push(disc(x, y, step * 0.13));
    }
  }
  let window = '';
  if (random.next() < 0.35) {
    const [x, y, wide, high] = [random.between(0, 0.6) * width, height * 0.08, width * 0.32, height * 0.4];
    const bars = `M${px(x + wide / 2)} ${px(y)}v${px(high)}M${px(x)} ${px(y + high / 2)}h${px(wide)}`;
    window =
      rect(x, y, wide, high, '#bfe0f3', 'stroke="#ffffff" stroke-width="6"') +
      path([bars], 'stroke="#ffffff" stroke-width="4"');
  }
  const wood = random.between(20, 36);
  const boards: string[] = [];
  for (let y = floor + 8; y < height; y += 13) boards.push(`M0 ${px(y)}h${px(width)}`);
  return {
    defs: gradient('floor', [tone(wood, 42, 60), tone(wood, 40, 46)]),
    behind:
      rect(0, 0, width, height, tone(hue, 34, light)) +
      path(paper, `fill="${tone(hue, 38, light - 7)}"`) +
      window +
      rect(0, floor - 8, width, 9, '#fbfaf7') +
      rect(0, floor, width, height - floor, 'url(#floor)') +
      path(boards, 'fill="none" stroke="#000000" stroke-opacity="0.14"'),
    before: '',
    stance: 'standing',
    ground: random.between(0.88, 0.93),
  };
};
