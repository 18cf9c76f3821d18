/** Votes as numbers: vote i says answer `answers[i]` of unit `units[i]`. */
export interface CodedVotes {
  units: Int32Array;
  answers: Int32Array;
  unitCount: number;
  answerCount: number;
}

/** Votes that also say whose they are, which estimators of reliability need: vote i is labeler `labelers[i]`'s. */
export interface LabelerVotes extends CodedVotes {
  labelers: Int32Array;
  labelerCount: number;
}

/** Coded votes with the names that their numbers stand for. */
export interface VoteCoding<Unit> {
  votes: CodedVotes;
  /** Units in order of first appearance. */
  unitNames: Unit[];
  /** Answers in alphabetical order, so that the coding does not hang on the order of the votes. */
  answerNames: string[];
}

/** Numbers units and answers from 0. Time and memory grow with the number of votes. */
export function codeVotes<Unit>(votes: readonly { unit: Unit; answer: string }[]): VoteCoding<Unit> {
  const answerNames = [...new Set(votes.map(({ answer }) => answer))].sort();
  const answerCode = new Map(answerNames.map((name, code) => [name, code]));
  const unitCode = new Map<Unit, number>();
  const units = new Int32Array(votes.length);
  const answers = new Int32Array(votes.length);
  for (const [index, vote] of votes.entries()) {
    let unit = unitCode.get(vote.unit);
    if (unit === undefined) {
      unit = unitCode.size;
      unitCode.set(vote.unit, unit);
    }
    units[index] = unit;
    answers[index] = answerCode.get(vote.answer) as number;
  }
  return {
    votes: { units, answers, unitCount: unitCode.size, answerCount: answerNames.length },
    unitNames: [...unitCode.keys()],
    answerNames,
  };
}
