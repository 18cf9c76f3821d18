import { clouds, disc, ellipse, glow, gradient, type Painter, path, px, rect, ridge, tone } from './brush.ts';

export const sea: Painter = (random, width, height) => {
  const horizon = height * random.between(0.38, 0.6);
  const hue = random.between(185, 220);
  const sky = random.pick([
    ['#5aa9e6', '#e3f3fb'],
    ['#f7a072', '#fde8c8'],
    ['#8e9fce', '#f9cdbb'],
    ['#88b7cf', '#eef4f2'],
  ] as const);
  const wave = (y: number, length: number): string => {
    let line = `M-10 ${px(y)}`;
    const start = random.between(0, length);
    for (let x = -10 - start; x < width + length; x += length) {
      line += `${x < -10 ? `M${px(x)} ${px(y)}` : ''}q${px(length / 2)} ${px(-length * 0.22)} ${px(length)} 0`;
    }
    return line;
  };
  let crests = '';
  for (let i = 1; i <= 5; i++) {
    const y = horizon + ((height - horizon) * i) / 6;
    crests += path(
      [wave(y, width * (0.05 + i * 0.014))],
      `fill="none" stroke="${tone(hue, 60, 80)}" stroke-opacity="0.55" stroke-width="${px(0.8 + i * 0.25)}"`,
    );
  }
  const ground = random.between(0.84, 0.92);
  const swell = `${wave(height * (ground - 0.06), width * 0.12)}L${px(width + 20)} ${px(height + 5)}L-20 ${px(height + 5)}z`;
  return {
    defs:
      gradient('sky', sky) +
      gradient('sea', [tone(hue, 55, 66), tone(hue + 6, 62, 40)]) +
      gradient('swell', [tone(hue + 2, 58, 56), tone(hue + 6, 62, 38)]),
    behind:
      rect(0, 0, width, height, 'url(#sky)') +
      clouds(random, width, horizon * 0.15, horizon * 0.7, random.below(4)) +
      rect(0, horizon, width, height - horizon, 'url(#sea)') +
      crests,
    before: path([swell], 'fill="url(#swell)" fill-opacity="0.92"'),
    stance: 'standing',
    ground,
  };
};

export const underwater: Painter = (random, width, height) => {
  const hue = random.between(170, 222);
  const rays: string[] = [];
  for (let i = 2 + random.below(4); i > 0; i--) {
    const [x, wide] = [random.between(0, width), width * random.between(0.04, 0.1)];
    const slant = random.between(-0.25, 0.25) * width;
    rays.push(`M${px(x)} -5l${px(wide)} 0l${px(slant + wide)} ${px(height)}l${px(-wide * 3)} 0z`);
  }
  const bubbles: string[] = [];
  for (let i = random.below(22); i > 0; i--) {
    bubbles.push(disc(random.between(0, width), random.between(0, height * 0.9), random.between(1.5, 6)));
  }
  const weeds: string[] = [];
  for (let i = random.below(9); i > 0; i--) {
    const [x, tall] = [random.between(0, width), height * random.between(0.12, 0.32)];
    const bend = random.between(-1, 1) * tall * 0.4;
    weeds.push(
      `M${px(x)} ${px(height * 0.95)}c${px(bend)} ${px(-tall * 0.35)} ${px(-bend)} ${px(-tall * 0.65)} ${px(bend * 0.4)} ${px(-tall)}`,
    );
  }
  const weed = tone(random.between(100, 175), 45, 34);
  const sand = random.next() < 0.65;
  return {
    defs:
      gradient('water', [tone(hue, 62, 68), tone(hue + 8, 62, 46), tone(hue + 16, 58, 30)]) +
      gradient('sand', [tone(42, 48, 74), tone(38, 38, 56)]),
    behind:
      rect(0, 0, width, height, 'url(#water)') +
      path(rays, 'fill="#ffffff" fill-opacity="0.13"') +
      path(weeds, `fill="none" stroke="${weed}" stroke-width="${px(width * 0.016)}" stroke-linecap="round"`) +
      (sand ? path([ridge(random, width, height, height * 0.9, height * 0.03)], 'fill="url(#sand)"') : ''),
    before: path(bubbles, 'fill="#ffffff" fill-opacity="0.28" stroke="#ffffff" stroke-opacity="0.5"'),
    stance: 'floating',
    ground: 1,
  };
};

export const leaves: Painter = (random, width, height) => {
  const hue = random.between(82, 150);
  const side = Math.max(width, height);
  let behind = rect(0, 0, width, height, 'url(#shade)');
  for (let i = 3 + random.below(3); i > 0; i--) {
    const radius = side * random.between(0.12, 0.3);
    behind += ellipse(random.between(0, width), random.between(0, height), radius, radius, 'url(#bokeh)');
  }
  for (let i = 4 + random.below(5); i > 0; i--) {
    const [long, wide] = [side * random.between(0.3, 0.6), side * random.between(0.07, 0.14)];
    const fill = tone(hue + random.between(-16, 16), random.between(38, 58), random.between(30, 58));
    const turn = `translate(${px(random.between(0, width))} ${px(random.between(0, height))}) rotate(${random.below(360)})`;
    behind +=
      `<g transform="${turn}"><path d="M0 0C${px(long * 0.3)} ${px(-wide)} ${px(long * 0.7)} ${px(-wide)} ${px(long)} 0` +
      `C${px(long * 0.7)} ${px(wide)} ${px(long * 0.3)} ${px(wide)} 0 0z" fill="${fill}"/>` +
      `<path d="M0 0L${px(long * 0.95)} 0" stroke="#ffffff" stroke-opacity="0.25" stroke-width="2"/></g>`;
  }
  return {
    defs:
      gradient('shade', [tone(hue, 42, 62), tone(hue + 18, 46, 34)], random.below(360)) +
      glow('bokeh', tone(hue - 22, 68, 84), 0.7),
    behind,
    before: '',
    stance: 'lying',
    ground: 1,
  };
};
