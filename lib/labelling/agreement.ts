/** How finely an agreement as of an estimate is told. */
const STEP = 0.05;

/** How many of a person's votes are counted together: figures move by whole blocks, so none tells a single consensus. */
export const BLOCK = 10;

/** A person's votes on settled units that were asked about the same noun, in the order in which the units were settled. */
export interface GroupedVotes {
  /** Synset id for verify; empty for classify, whose nouns are the answers themselves. */
  noun: string;
  agreed: readonly boolean[];
}

/** How often somebody voted as the consensus was. */
export interface Agreement {
  votes: number;
  agreed: number;
}

/**
 * Agreement with the consensus by noun and in all. Of each group only full blocks of ten count, in order, and the whole is the
 * sum of the groups: from no two readings, nor from two of the figures, can it be told what became of one unit. Nouns known best
 * come first, by the mean of the agreement's posterior under a uniform prior, (agreed + 1) / (votes + 2), which a few lucky votes
 * do not lead.
 */
export function measureAgreement(groups: readonly GroupedVotes[]): {
  all: Agreement;
  nouns: (Agreement & { noun: string })[];
} {
  const measured = groups.map(({ noun, agreed }) => {
    const full = agreed.slice(0, agreed.length - (agreed.length % BLOCK));
    return { noun, votes: full.length, agreed: full.filter(Boolean).length };
  });
  const sum = (field: 'votes' | 'agreed') => measured.reduce((total, group) => total + group[field], 0);
  const mean = ({ agreed, votes }: Agreement) => (agreed + 1) / (votes + 2);
  return {
    all: { votes: sum('votes'), agreed: sum('agreed') },
    nouns: measured
      .filter(({ noun, votes }) => noun !== '' && votes > 0)
      .sort((a, b) => mean(b) - mean(a) || (a.noun < b.noun ? -1 : 1)),
  };
}

/**
 * Agreement as of the last estimate, so rounded that one vote more seldom shows: of whole tens of votes, the share to five
 * percent. Nothing below ten.
 */
export function roundAgreement({ votes, agreed }: Agreement): Agreement {
  const tens = votes - (votes % BLOCK);
  if (tens === 0) return { votes: 0, agreed: 0 };
  return { votes: tens, agreed: Math.round(Math.round(agreed / votes / STEP) * STEP * tens) };
}
