import type { CampaignKind } from '#lib/labelling/answers';

/** How many pages wait behind the one that is asked before more are leased. */
export const pagesAhead: Record<CampaignKind, number> = { verify: 1, classify: 4 };

/** How many images of a classify campaign are leased at once. */
export const CLASSIFY_UNITS = 8;
