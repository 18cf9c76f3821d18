import { type FlagReason, flagReasons } from '#lib/labelling/flag-reason';

/** The key of each reason. None of them is a key of the workspace. */
export const flagKeys: Readonly<Record<FlagReason, string>> = {
  privacy: 'P',
  offensive: 'O',
  not_a_photo: 'X',
  damaged: 'D',
  other: 'E',
};

/** The reason that a key stands for. */
export function reasonOfKey(key: string): FlagReason | undefined {
  return flagReasons.find((reason) => flagKeys[reason] === key.toUpperCase());
}
