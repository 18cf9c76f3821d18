/** Times the size on the screen. */
const SCALE = 2;
const MARGIN = 16;

/** What a drawing takes from the page's style sheet. */
const styles = [
  'display',
  'fill',
  'fill-opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'opacity',
  'paint-order',
  'stroke',
  'stroke-dasharray',
  'stroke-width',
  'text-anchor',
];

/** Draws an svg of the page as a PNG on the page's paper. Throws where the browser cannot. */
export async function drawPng(svg: SVGSVGElement): Promise<Blob> {
  const { width, height } = svg.getBoundingClientRect();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(svg, width, height))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = SCALE * (width + 2 * MARGIN);
  canvas.height = SCALE * (height + 2 * MARGIN);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no canvas');
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('There is no picture'))), 'image/png');
  });
}

/** The text of an svg that needs nothing of the page any more. */
function standalone(svg: SVGSVGElement, width: number, height: number): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  for (const [at, original] of originals.entries()) {
    const computed = getComputedStyle(original);
    const target = copies[at] as SVGElement;
    target.removeAttribute('class');
    for (const name of styles) target.style.setProperty(name, computed.getPropertyValue(name));
  }
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('x', String(MARGIN));
  copy.setAttribute('y', String(MARGIN));
  copy.style.setProperty('overflow', 'visible');
  const sheet = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  sheet.setAttribute('width', String(width + 2 * MARGIN));
  sheet.setAttribute('height', String(height + 2 * MARGIN));
  sheet.append(copy);
  return new XMLSerializer().serializeToString(sheet);
}
