/** What a campaign has where nobody says otherwise. */
export const USUAL = { targetConfidence: 0.95, mostVotes: 7, fixedVotes: 3, goldShare: 0.05 } as const;
