import { chooseGoldEverywhere } from '#lib/labelling/server/choose-gold';

/** Makes settled units gold whose answer is beyond doubt. */
export async function handle(): Promise<void> {
  await chooseGoldEverywhere();
}
