/**
 * The model of hard units, of which people's errors agree: a share h of all units looks like one thing that it is not, any of
 * the others alike before the votes. Of such a unit everybody, whoever they are, says the truth, what it looks like, or
 * something else with the chances of `HARD`. Without it two votes against one look like a slip where they mean that nobody can
 * tell. Units of unequal difficulty: Whitehill et al., Whose vote should count more, NIPS 2009.
 */
export const HARD = { right: 0.55, alike: 0.35, other: 0.1 };

/** The share h of units that are taken to be hard. */
export const HARD_SHARE = 0.01;
