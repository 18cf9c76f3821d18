import type { CampaignKind } from '#lib/labelling/answers';
import type { KeyHint } from '@/_components/keys';

const deciding: Readonly<Record<CampaignKind, KeyHint[]>> = {
  verify: [{ keys: ['Y', 'N'], does: 'decide: it shows the noun, or not' }],
  classify: [
    { keys: ['1', '…', '9'], does: 'decide for the noun with this number' },
    { keys: ['N', 'T', 'B'], does: 'decide: none of these, cannot tell, broken or unsuitable' },
  ],
};

/** What the keys of the review desk do. */
export function reviewKeys(kind: CampaignKind): KeyHint[] {
  return [
    ...deciding[kind],
    { keys: ['←', '→', '↑', '↓'], does: 'go to another image' },
    { keys: ['J', 'K'], does: 'go to the next image, to the one before' },
    { keys: ['Z'], does: 'look at the image larger' },
    { keys: ['O'], does: 'ask for a second opinion: up to two votes more' },
    { keys: ['Shift', 'O'], does: 'ask a second opinion on all units contested about the same' },
    { keys: ['R'], does: 'keep the label and resolve the flags' },
    { keys: ['S'], does: 'put it off' },
    { keys: ['G'], does: 'make what you decide next gold' },
    { keys: ['U'], does: 'take the last decision back' },
    { keys: ['Enter'], does: 'go on to the next page, once all of this one is done' },
    { keys: ['?'], does: 'show these keys' },
  ];
}
