/**
 * SQL: the two answers that were given most to a unit, named with its table, in order with / between: what people are torn about
 * where they name what it shows.
 */
const givenMost = (unit: string) => `coalesce((
  SELECT string_agg(most.answer, '/' ORDER BY most.answer COLLATE "C") FROM (
    SELECT v.answer FROM votes v WHERE v.unit_id = ${unit}.id GROUP BY 1 ORDER BY count(*) DESC, v.answer COLLATE "C" LIMIT 2
  ) AS most), '')`;

/** SQL: what is in question about a unit: for verify its noun, for classify the two answers that were given most. */
export const questionOf = (unit: string) => `coalesce(${unit}.synset_id, ${givenMost(unit)}) COLLATE "C"`;

/** SQL: the same of a contested unit, by the order of an index: nothing is read of its votes. */
export const contestedQuestionOf = (unit: string) =>
  `coalesce(${unit}.synset_id, ${unit}.question, '') COLLATE "C"`;

/** SQL: what a unit keeps as its question in a state; its votes are to be written before. */
export const keptQuestion = (unit: string, state: string) =>
  `CASE WHEN ${state} = 'contested' AND ${unit}.synset_id IS NULL THEN ${givenMost(unit)} END`;

/** The answers that a question has. */
export const answersOf = (question: string): string[] => (question === '' ? [] : question.split('/'));
