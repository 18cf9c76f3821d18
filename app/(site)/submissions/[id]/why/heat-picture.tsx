'use client';

import { useEffect, useRef } from 'react';
import { type HeatMap, heatShares } from '#lib/scoring/explain/heat-map';
import { Picture } from '@/_components/picture';
import { hottestPlace } from './heat-place';

/** How the heat is drawn: from nothing over orange to white, which light and dark pictures both let see. */
const GLOW = [255, 110, 0] as const;
const MOST_OPAQUE = 0.85;

type HeatPictureProps = {
  /** The address of the pixels that the model saw. */
  src: string;
  height: number;
  width: number;
  /** The noun whose probability the map tells of. */
  noun: string;
  map: HeatMap;
  /** Whether what is drawn begins at the least value of the map and not at 0. */
  fromLeast: boolean;
};

/** The image as the model saw it, and over it what made the answer. */
export function HeatPicture({ src, height, width, noun, map, fromLeast }: HeatPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const place = hottestPlace(map);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const shares = heatShares(map, fromLeast ? Math.min(...map.values) : 0);
    const image = context.createImageData(map.columns, map.rows);
    for (const [cell, share] of shares.entries()) {
      for (const [channel, value] of GLOW.entries())
        image.data[4 * cell + channel] = value + (255 - value) * share ** 4;
      image.data[4 * cell + 3] = 255 * MOST_OPAQUE * share;
    }
    context.putImageData(image, 0, 0);
  }, [map, fromLeast]);

  return (
    <div className="relative max-w-96">
      <Picture
        src={src}
        alt={`The image as the model saw it, ${width} by ${height} pixels`}
        width={width}
        height={height}
        eager
        className="block h-auto w-full bg-well grayscale-60"
      />
      <canvas
        ref={canvas}
        width={map.columns}
        height={map.rows}
        role="img"
        aria-label={
          place === null
            ? `No part of the image made more of “${noun}” than another`
            : `What made “${noun}”: most of it stands in ${place}`
        }
        className="absolute inset-0 size-full"
      />
    </div>
  );
}
