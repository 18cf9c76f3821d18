import type { LabelerVotes } from './coded-votes.ts';

/** Votes with the names that their numbers stand for. */
export interface NamedVotes {
  /** In the order in which they were added. */
  votes: LabelerVotes;
  /** Each in the order of its code units: the numbers do not hang on the order in which the votes came. */
  unitNames: string[];
  labelerNames: string[];
  answerNames: string[];
  /** Units in order of first appearance. */
  unitsAsSeen: Int32Array;
}

/** Takes votes one at a time, by names, and keeps 12 bytes of each; names are kept once. */
export interface VoteCollector {
  add(unit: string, labeler: string, answer: string): void;
  readonly count: number;
  /** The votes so far, numbered. */
  finish(): NamedVotes;
}

/** Collects votes of which it is not known how many there will be. */
export function collectVotes(): VoteCollector {
  const units = codes();
  const labelers = codes();
  const answers = codes();
  return {
    add(unit, labeler, answer) {
      units.add(unit);
      labelers.add(labeler);
      answers.add(answer);
    },
    get count() {
      return units.length;
    },
    finish() {
      const [unit, labeler, answer] = [units.sorted(), labelers.sorted(), answers.sorted()];
      return {
        votes: {
          units: unit.codes,
          labelers: labeler.codes,
          answers: answer.codes,
          unitCount: unit.names.length,
          labelerCount: labeler.names.length,
          answerCount: answer.names.length,
        },
        unitNames: unit.names,
        labelerNames: labeler.names,
        answerNames: answer.names,
        unitsAsSeen: unit.asSeen,
      };
    },
  };
}

/** A growing column of names, kept as numbers in order of first appearance. */
function codes() {
  const codeOf = new Map<string, number>();
  let column = new Int32Array(1024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    add(name: string) {
      let code = codeOf.get(name);
      if (code === undefined) {
        code = codeOf.size;
        codeOf.set(name, code);
      }
      if (length === column.length) {
        const longer = new Int32Array(length * 2);
        longer.set(column);
        column = longer;
      }
      column[length++] = code;
    },
    /** The column with names numbered in order, and each name's number in order of first appearance. */
    sorted() {
      const names = [...codeOf.keys()].sort();
      const asSeen = new Int32Array(names.length);
      for (const [place, name] of names.entries()) asSeen[codeOf.get(name) as number] = place;
      return { names, asSeen, codes: column.slice(0, length).map((code) => asSeen[code] as number) };
    },
  };
}
