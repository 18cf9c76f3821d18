import { describe, expect, it } from 'vitest';
import { mostConfused } from '#lib/scoring/metrics/confusions';
import { detailScore } from './score.ts';

/** A score of ranking metrics, as scoring keeps it, with these classes and pairs. */
function keep(perClass: object[], confusions: object[] = []) {
  return {
    split: 'test' as const,
    images: 333,
    top1Error: 1 / 3,
    top5Error: 1 / 9,
    metrics: { confidence: { top1Error: [0.3, 0.4], top5Error: [0.1, 0.2] }, perClass, confusions },
    scoredAt: new Date(),
    missing: 0,
  };
}

describe('detailScore', () => {
  it('gives the error over all images as it is', () => {
    const { top1, top5 } = detailScore(keep([]));
    expect(top1).toEqual({ error: 1 / 3, interval: [0.3, 0.4] });
    expect(top5).toEqual({ error: 1 / 9, interval: [0.1, 0.2] });
  });

  it('gives the hierarchical error as it is, and rounds what could spell labels in its digits', () => {
    const kept = keep([]);
    const metrics = {
      ...kept.metrics,
      hierarchicalError: 1 / 7,
      meanPerClass: 2 / 3,
      logLoss: 0.123456789,
      calibrationError: 0.0456,
      rocAuc: 0.98765,
      averagePrecision: null,
      ties: 4,
    };
    expect(detailScore({ ...kept, metrics }).further).toEqual({
      hierarchicalError: { error: 1 / 7, interval: null },
      meanPerClassError: 0.333,
      logLoss: 0.12,
      calibrationError: 0.05,
      rocAuc: 0.988,
      averagePrecision: null,
      ties: 4,
    });
  });

  it('rounds errors of classes so that a step stands for two images at least, and leaves out small classes', () => {
    const shown = (images: number, right: number) =>
      detailScore(keep([{ class: 'n1', images, top1: right / images, top5: 1 }])).perClass[0]?.top1Error;
    expect(shown(7, 3)).toBeNull();
    expect(shown(9, 9)).toBe(0);
    // The first image that a model gets right of nine changes nothing.
    expect(shown(9, 8)).toBe(0);
    expect(shown(9, 5)).toBe(0.5);
    expect(shown(33, 10)).toBe(0.7);
    expect(shown(50, 11)).toBe(0.8);
    expect(shown(1000, 123)).toBe(0.88);
    const none = keep([{ class: 'n1', images: 0, top1: null, top5: null }]);
    expect(detailScore(none).perClass).toEqual([{ synsetId: 'n1', top1Error: null, top5Error: null }]);
  });

  it('shows no pair of few images, however a model spreads its guesses', () => {
    // Nine images of each of three classes. One image of the first is guessed apart, as who hunts for its label would.
    const classes = ['n1', 'n2', 'n3'];
    const truth = Int32Array.from({ length: 27 }, (_, i) => Math.floor(i / 9));
    const guesses = Int32Array.from(truth, (actual, i) => (i === 0 ? 1 : actual === 1 ? 2 : actual));
    const kept = mostConfused(guesses, truth, classes, 50);
    expect(kept.map(({ images }) => images)).toEqual([9, 1]);
    const perClass = classes.map((each) => ({ class: each, images: 9, top1: 0, top5: 0 }));
    expect(detailScore(keep(perClass, kept)).confusions).toEqual([{ truth: 'n2', guess: 'n3', share: 1 }]);
  });

  it('tells of a pair neither the number of its images nor by its place which of two has more', () => {
    const perClass = ['n1', 'n2'].map((each) => ({ class: each, images: 9, top1: 0, top5: 0 }));
    const { confusions } = detailScore(
      keep(perClass, [
        { truth: 'n2', guess: 'n1', images: 9, share: 1 },
        { truth: 'n1', guess: 'n2', images: 8, share: 8 / 9 },
      ]),
    );
    expect(confusions).toEqual([
      { truth: 'n1', guess: 'n2', share: 1 },
      { truth: 'n2', guess: 'n1', share: 1 },
    ]);
  });

  it('shows twenty pairs at most', () => {
    const perClass = Array.from({ length: 30 }, (_, i) => ({ class: `n${i}`, images: 50, top1: 0, top5: 0 }));
    const pairs = perClass.map(({ class: truth }) => ({ truth, guess: 'n99', images: 25, share: 0.5 }));
    expect(detailScore(keep(perClass, pairs)).confusions).toHaveLength(20);
  });
});
