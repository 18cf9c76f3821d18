/** Finds ids in a list, both ascending: gives for each that it is asked where it stands, -1 where it does not. */
export function walkPlaces(ids: Int32Array): (id: number) => number {
  let at = 0;
  return (id) => {
    while (at < ids.length && (ids[at] as number) < id) at++;
    return ids[at] === id ? at : -1;
  };
}
