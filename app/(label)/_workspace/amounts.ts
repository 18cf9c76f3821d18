import type { CampaignKind } from '#lib/labelling/answers';

/** Units leased at once, and how many pages wait behind the one that is asked before more are leased. */
export const amounts: Record<CampaignKind, { units: number; ahead: number }> = {
  verify: { units: 24, ahead: 1 },
  classify: { units: 8, ahead: 4 },
};
