import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeVotes } from './coded-votes.ts';
import { majority } from './majority.ts';

/** Majority by names: the answer of each unit, null for a tie. */
function decide(votes: { unit: string; answer: string }[]) {
  const { votes: coded, unitNames, answerNames } = codeVotes(votes);
  const { answers, confidence } = majority(coded);
  return Object.fromEntries(
    unitNames.map((unit, i) => [
      unit,
      { answer: answerNames[answers[i] as number] ?? null, confidence: confidence[i] },
    ]),
  );
}

const votesOf = (unit: string, ...answers: string[]) => answers.map((answer) => ({ unit, answer }));

describe('majority', () => {
  it('takes the most frequent answer with its share of the votes', () => {
    expect(decide([...votesOf('a', 'yes', 'no', 'yes'), ...votesOf('b', 'no')])).toEqual({
      a: { answer: 'yes', confidence: 2 / 3 },
      b: { answer: 'no', confidence: 1 },
    });
  });

  it('decides nothing where two answers share the lead', () => {
    expect(decide(votesOf('a', 'yes', 'no'))).toEqual({ a: { answer: null, confidence: 0.5 } });
    expect(decide(votesOf('a', 'x', 'y', 'z', 'x', 'z'))).toEqual({ a: { answer: null, confidence: 0.4 } });
  });

  it('gives ties to the answer that is more frequent over all votes, of equals to the first, where asked to', () => {
    const { votes, answerNames } = codeVotes([
      ...votesOf('a', 'x', 'y'),
      ...votesOf('b', 'z', 'y', 'w'),
      ...votesOf('c', 'w', 'z'),
    ]);
    const { answers, confidence } = majority(votes, 'more-frequent');
    expect([...answers].map((answer) => answerNames[answer])).toEqual(['y', 'w', 'w']);
    expect([...confidence]).toEqual([1 / 2, 1 / 3, 1 / 2]);
  });

  it('needs only more votes than any other answer, not more than half', () => {
    expect(decide(votesOf('a', 'x', 'y', 'x', 'z', 'w'))).toEqual({ a: { answer: 'x', confidence: 0.4 } });
  });

  it('gives a unit without votes no answer', () => {
    const none = { units: new Int32Array(), answers: new Int32Array(), unitCount: 2, answerCount: 0 };
    expect(majority(none)).toEqual({ answers: new Int32Array([-1, -1]), confidence: new Float64Array(2) });
  });

  const someVotes = fc.array(
    fc.record({ unit: fc.constantFrom('a', 'b', 'c'), answer: fc.constantFrom('w', 'x', 'y', 'z') }),
    { maxLength: 40 },
  );

  it('agrees with counting by hand', () => {
    fc.assert(
      fc.property(someVotes, (votes) => {
        const decided = decide(votes);
        for (const [unit, { answer, confidence }] of Object.entries(decided)) {
          const counts = new Map<string, number>();
          for (const vote of votes) {
            if (vote.unit === unit) counts.set(vote.answer, (counts.get(vote.answer) ?? 0) + 1);
          }
          const most = Math.max(...counts.values());
          const leaders = [...counts].filter(([, count]) => count === most).map(([name]) => name);
          const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
          expect(answer).toBe(leaders.length === 1 ? leaders[0] : null);
          expect(confidence).toBe(most / total);
        }
      }),
    );
  });

  it('does not hang on the order of the votes', () => {
    fc.assert(
      fc.property(
        someVotes.chain((votes) =>
          fc.tuple(fc.constant(votes), fc.shuffledSubarray(votes, { minLength: votes.length })),
        ),
        ([votes, shuffled]) => {
          expect(decide(shuffled)).toEqual(decide(votes));
        },
      ),
    );
  });

  it('is not moved by a vote for the answer that leads', () => {
    fc.assert(
      fc.property(someVotes, (votes) => {
        for (const [unit, { answer, confidence }] of Object.entries(decide(votes))) {
          if (answer === null) continue;
          const more = decide([...votes, { unit, answer }])[unit];
          expect(more?.answer).toBe(answer);
          expect(more?.confidence).toBeGreaterThanOrEqual(confidence as number);
        }
      }),
    );
  });
});
