/** How far ahead of the reader work may be. */
interface Ahead<Item> {
  /** Items under way at a time. */
  items: number;
  /** The weight that those under way may have together, but for one alone. */
  weight: number;
  weigh: (item: Item) => number;
}

/**
 * Calls `act` for each item before its answer is asked for, within bounds, and gives the answers in the order of the items. The first throw
 * ends it; those under way are not waited for.
 */
export async function* mapAhead<Item, Answer>(
  items: AsyncIterable<Item>,
  ahead: Ahead<Item>,
  act: (item: Item) => Promise<Answer>,
): AsyncGenerator<Answer> {
  const underWay: { weight: number; answer: Promise<Answer> }[] = [];
  let weight = 0;
  const first = async (): Promise<Answer> => {
    const next = underWay.shift() as (typeof underWay)[number];
    const answer = await next.answer;
    weight -= next.weight;
    return answer;
  };
  for await (const item of items) {
    const its = ahead.weigh(item);
    while (underWay.length >= ahead.items || (underWay.length > 0 && weight + its > ahead.weight))
      yield await first();
    const answer = act(item);
    // Nobody listens to those that are dropped after another failed.
    answer.catch(() => {});
    underWay.push({ weight: its, answer });
    weight += its;
  }
  while (underWay.length > 0) yield await first();
}
