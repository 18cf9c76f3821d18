/** Why an organiser should look at an image. */
export const flagReasons = ['privacy', 'offensive', 'not_a_photo', 'damaged', 'other'] as const;
export type FlagReason = (typeof flagReasons)[number];

/** Each reason in words, as a label. */
export const flagReasonWords: Readonly<Record<FlagReason, string>> = {
  privacy: 'Privacy',
  offensive: 'Offensive',
  not_a_photo: 'Not a photo',
  damaged: 'Damaged',
  other: 'Something else',
};
