/** How much may run at once. */
interface Room {
  /** Pieces of work. */
  atOnce: number;
  /** Their weights together; one that is heavier runs alone. */
  weight: number;
}

/** Lets pieces of work wait until there is room for them, in the order in which they came. */
export class Turns {
  #room: Room;
  #running = 0;
  #weight = 0;
  #waiting: { weight: number; begin: () => void }[] = [];

  constructor(room: Room) {
    this.#room = room;
  }

  async run<Value>(weight: number, work: () => Promise<Value>): Promise<Value> {
    await new Promise<void>((begin) => {
      this.#waiting.push({ weight, begin });
      this.#beginNext();
    });
    try {
      return await work();
    } finally {
      this.#running--;
      this.#weight -= weight;
      this.#beginNext();
    }
  }

  #beginNext(): void {
    for (let next = this.#waiting[0]; next && this.#hasRoomFor(next.weight); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#running++;
      this.#weight += next.weight;
      next.begin();
    }
  }

  #hasRoomFor(weight: number): boolean {
    if (this.#running === 0) return true;
    return this.#running < this.#room.atOnce && this.#weight + weight <= this.#room.weight;
  }
}
