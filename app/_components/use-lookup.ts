'use client';

import { useEffect, useState } from 'react';

/** How long a text has to stand before it is looked up. */
const PAUSE_MS = 60;

/** An answer and the address it came from. */
interface Answer<Value> {
  address: string;
  value: Value | undefined;
}

/**
 * What an address of the server answers, asked once it has stood for a moment; undefined while nothing has come for it, or
 * where it is null. An address that is replaced before it answered is given up.
 */
export function useLookup<Value>(address: string | null): Value | undefined {
  const [answer, setAnswer] = useState<Answer<Value>>();

  useEffect(() => {
    if (address === null) return;
    const request = new AbortController();
    const timer = setTimeout(() => {
      fetch(address, { signal: request.signal })
        .then((response) => (response.ok ? (response.json() as Promise<Value>) : undefined))
        .then((value) => setAnswer({ address, value }))
        // Given up for the next text, or no connection: the next letter asks again.
        .catch(() => {});
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, [address]);

  return answer?.address === address ? answer?.value : undefined;
}
