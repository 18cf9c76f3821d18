import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitted, fittedView, panBy, zoomAt } from './zoom-view';

const stage = { width: 800, height: 600 };
const wide = { width: 1600, height: 400 };

it('an image fits its stage whole', () => {
  expect(fitted(wide, stage)).toEqual({ width: 800, height: 200 });
  expect(fitted({ width: 100, height: 100 }, stage)).toEqual({ width: 600, height: 600 });
});

it('the place that is enlarged about stays in place', () => {
  // 100 px right of the middle, four times as large: that place would be 400 px right of it.
  expect(zoomAt(fittedView, 4, { x: 100, y: 0 }, wide, stage)).toEqual({ scale: 4, x: -300, y: 0 });
});

it('what does not fill the stage stays in its middle and cannot be moved', () => {
  expect(panBy(fittedView, { x: 50, y: 50 }, wide, stage)).toEqual(fittedView);
  expect(zoomAt(fittedView, 2, { x: 0, y: 90 }, wide, stage)).toMatchObject({ scale: 2, y: 0 });
});

it('it is never smaller than fitting, never without bound, and never shows past its edge', () => {
  const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  const act = fc.record({ factor: number(0.1, 10), x: number(-900, 900), y: number(-900, 900) });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      let view = fittedView;
      for (const { factor, x, y } of acts) {
        view = zoomAt(view, factor, { x, y }, wide, stage);
        view = panBy(view, { x: y, y: x }, wide, stage);
        expect(view.scale).toBeGreaterThanOrEqual(1);
        expect(view.scale).toBeLessThanOrEqual(12);
        const { width, height } = fitted(wide, stage);
        expect(Math.abs(view.x)).toBeLessThanOrEqual(Math.max(0, (width * view.scale - 800) / 2) + 1e-6);
        expect(Math.abs(view.y)).toBeLessThanOrEqual(Math.max(0, (height * view.scale - 600) / 2) + 1e-6);
      }
    }),
  );
});
