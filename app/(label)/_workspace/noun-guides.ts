'use client';

import { useEffect, useState } from 'react';
import type { NounGuide } from '#lib/labelling/noun-guide';

/** What was fetched, and what is on its way; a guide that could not be had is asked for again on the next page. */
const guides = new Map<string, NounGuide | Promise<NounGuide | null>>();

/** Fetches the guide of a noun that will be asked about soon, and its images. */
export function fetchGuide(campaign: string, noun: string): Promise<NounGuide | null> {
  const address = `/api/v1/campaigns/${campaign}/nouns/${noun}/guide`;
  const known = guides.get(address);
  if (known) return Promise.resolve(known);
  const coming = fetch(address)
    .then((response) => (response.ok ? (response.json() as Promise<NounGuide>) : null))
    .catch(() => null)
    .then((guide) => {
      if (guide) guides.set(address, guide);
      else guides.delete(address);
      for (const { thumbUrl } of guide ? [...guide.good, ...guide.bad] : []) new Image().src = thumbUrl;
      return guide;
    });
  guides.set(address, coming);
  return coming;
}

/** The guide of the noun that is asked about; null until it has come. */
export function useGuide(campaign: string, noun: string): NounGuide | null {
  const known = guides.get(`/api/v1/campaigns/${campaign}/nouns/${noun}/guide`);
  const [guide, setGuide] = useState(known && !(known instanceof Promise) ? known : null);

  useEffect(() => {
    let shown = true;
    void fetchGuide(campaign, noun).then((come) => shown && setGuide(come));
    return () => {
      shown = false;
    };
  }, [campaign, noun]);

  return guide;
}
