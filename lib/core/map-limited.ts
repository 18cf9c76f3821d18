/**
 * Calls `act` for every item, at most `limit` at a time, and gives the answers in the order of the items. The first
 * throw ends it; those under way are not waited for.
 */
export async function mapLimited<Item, Answer>(
  items: readonly Item[],
  limit: number,
  act: (item: Item, index: number) => Promise<Answer>,
): Promise<Answer[]> {
  const answers = new Array<Answer>(items.length);
  let next = 0;
  const run = async () => {
    while (next < items.length) {
      const index = next++;
      answers[index] = await act(items[index] as Item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, run));
  return answers;
}
