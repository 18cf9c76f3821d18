/**
 * Runs work while no other tab of this browser runs work of the same name; where the browser has no locks, or refuses them as it
 * refuses its storage, at once.
 */
export async function inOneTab(name: string, work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work();
  let begun = false;
  const begin = () => {
    begun = true;
    return work();
  };
  try {
    await navigator.locks.request(name, begin);
  } catch (error) {
    if (begun) throw error;
    await work();
  }
}
