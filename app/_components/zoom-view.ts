/** How a large image is looked at: how much it is enlarged beyond fitting its stage, and how far its middle is moved (px). */
export interface ZoomView {
  scale: number;
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** A place on the stage, from its middle, in px. */
export interface Place {
  x: number;
  y: number;
}

/** The image as large as it fits. */
export const fittedView: ZoomView = { scale: 1, x: 0, y: 0 };

const MOST = 12;

/** The size of an image that just fits a stage. */
export function fitted(image: Size, stage: Size): Size {
  const scale = Math.min(stage.width / image.width, stage.height / image.height);
  return { width: image.width * scale, height: image.height * scale };
}

/** Enlarges about a place, which stays where it is as far as the edges of the image let it. */
export function zoomAt(view: ZoomView, factor: number, at: Place, image: Size, stage: Size): ZoomView {
  const scale = Math.min(MOST, Math.max(1, view.scale * factor));
  const grown = scale / view.scale;
  const moved = { scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown };
  return within(moved, image, stage);
}

/** Moves the image by some px, as far as it is larger than the stage. */
export function panBy(view: ZoomView, by: Place, image: Size, stage: Size): ZoomView {
  return within({ ...view, x: view.x + by.x, y: view.y + by.y }, image, stage);
}

/** No edge of the image comes further in than the edge of the stage; what is smaller stands in the middle. */
function within({ scale, x, y }: ZoomView, image: Size, stage: Size): ZoomView {
  const { width, height } = fitted(image, stage);
  return {
    scale,
    x: between(x, (width * scale - stage.width) / 2),
    y: between(y, (height * scale - stage.height) / 2),
  };
}

function between(value: number, most: number): number {
  return most <= 0 ? 0 : Math.min(most, Math.max(-most, value));
}
