'use client';

import { useEffect, useState } from 'react';
import { durationText } from './duration-text';

const step = 15_000;

type RemainingProps = {
  until: Date | string;
  /** The server's time when the page was made: what counts is the server's clock, not the reader's. */
  now: Date | string;
  /** What to say once the moment is past. */
  past: string;
};

/** The time left until a moment, counted down on the page. */
export function Remaining({ until, now, past }: RemainingProps) {
  const start = new Date(now).getTime();
  const [passed, setPassed] = useState({ start, milliseconds: 0 });

  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => setPassed({ start, milliseconds: performance.now() - began }), step);
    return () => clearInterval(timer);
  }, [start]);

  const milliseconds = passed.start === start ? passed.milliseconds : 0;
  const seconds = (new Date(until).getTime() - start - milliseconds) / 1_000;
  return <span className="tabular-nums">{seconds > 0 ? `${durationText(seconds)} left` : past}</span>;
}
