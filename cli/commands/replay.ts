import { dawidSkene } from '#lib/labelling/consensus/dawid-skene';
import { replay } from '#lib/labelling/replay';
import type { SettlingPolicy } from '#lib/labelling/settling';
import { accuracyOf, readTruth, readVotes } from '../offline/votes-csv.ts';
import { printReport, warn } from '../output.ts';

export interface ReplayOptions {
  policy: 'adaptive' | { fixed: number };
  target: number;
  truth?: string;
  json?: boolean;
}

/** `imagenest replay`: what a campaign under a policy would have cost, and what its labels were worth. */
export async function replayCommand(file: string, options: ReplayOptions): Promise<void> {
  const named = await readVotes(file);
  const truth = options.truth ? await readTruth(options.truth, named) : null;
  warn(truth?.warnings ?? []);

  const { votes, answerNames } = named;
  const policy: SettlingPolicy =
    options.policy === 'adaptive'
      ? { kind: 'adaptive', target: options.target }
      : { kind: 'fixed', votes: options.policy.fixed };
  const all = dawidSkene(votes);
  const { answers, votesUsed, contested } = replay(votes, policy);
  const agreed = answers.filter((answer, unit) => answer === all.answers[unit]).length;
  const result = {
    tasks: votes.unitCount,
    votesUsed,
    votesPerTask: votesUsed / votes.unitCount,
    agreement: agreed / votes.unitCount,
    accuracy: truth && accuracyOf(truth, (unit) => answerNames[answers[unit] as number]),
  };
  const count = (value: number) => value.toLocaleString('en');
  const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
  printReport(
    result,
    [
      `votes      ${count(votesUsed)} of ${count(votes.units.length)} on ${count(result.tasks)} tasks, ${result.votesPerTask.toFixed(3)} a task`,
      `agreement  ${percent(result.agreement)} with the consensus of all votes`,
      ...(result.accuracy === null ? [] : [`accuracy   ${percent(result.accuracy)}`]),
      ...(contested > 0 ? [`contested  ${count(contested)} tasks, which their votes did not settle`] : []),
    ],
    options,
  );
}
