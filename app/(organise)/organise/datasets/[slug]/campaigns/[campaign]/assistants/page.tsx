import type { Metadata } from 'next';
import { type AssistantView, TO_GO_MOST } from '#lib/labelling/assistant';
import type { Board } from '#lib/labelling/board';
import { listAssistants } from '#lib/labelling/server/list-assistants';
import { Badge } from '@/_components/badge';
import { LinkButton } from '@/_components/button';
import { Callout } from '@/_components/callout';
import { DataTable } from '@/_components/data-table';
import { Count } from '@/_components/figure';
import { Moment } from '@/_components/moment';
import { Section } from '@/_components/section';
import { BoardFrame } from '../board-frame';
import { type BoardParams, boardPath, loadBoard } from '../load-board';
import { AssistantActs } from './assistant-acts';
import { AssistantForm } from './assistant-form';
import { AssistantWatch } from './assistant-watch';

export const metadata: Metadata = { title: 'Models that assist' };

export default async function AssistantsPage({ params }: { params: Promise<BoardParams> }) {
  const { person, board } = await loadBoard(await params);
  const assistants = await listAssistants(person, board.slug);
  return (
    <BoardFrame
      board={board}
      page="Models"
      lead={
        <p className="mb-2">
          A model may vote as one more labeler, its reliability estimated like anyone’s. It is given only
          images that are train and stay so: none that is or may become val or test. Versions say which labels
          had its vote.
        </p>
      }
    >
      <NextModel board={board} assistants={assistants} />
      {assistants.length > 0 && (
        <Section title="Models of this campaign" id="models">
          <Assistants assistants={assistants} campaign={board.slug} />
        </Section>
      )}
    </BoardFrame>
  );
}

/** The form for a model, or why there is none now. */
function NextModel({ board, assistants }: { board: Board; assistants: readonly AssistantView[] }) {
  const { slug, state } = board;
  const holder = assistants.find(({ holdsPlace }) => holdsPlace);
  if (holder && (holder.state === 'queued' || holder.state === 'running')) {
    const { name, votes, toGo } = holder;
    return (
      <Section title="A model is voting" id="now">
        <AssistantWatch
          name={name}
          running={holder.state === 'running'}
          votes={votes}
          toGo={toGo ?? 0}
          more={toGo === TO_GO_MOST}
        />
      </Section>
    );
  }
  if (holder) {
    return (
      <div className="mb-8 max-w-2xl">
        <Callout
          title={`${holder.name} has voted`}
          action={
            <LinkButton
              size="small"
              href={`${boardPath(board)}/people?query=${encodeURIComponent(holder.name)}`}
            >
              Look at its votes
            </LinkButton>
          }
        >
          One model may vote in a campaign, so that models never settle an image among themselves. To have
          another one vote, withdraw the votes of this one under People.
        </Callout>
      </div>
    );
  }
  if (state === 'closed') {
    return (
      <p className="mb-8 text-ink-soft">
        The campaign is closed: open it again on its board to have a model vote.
      </p>
    );
  }
  return (
    <Section title="Have a model vote" id="add">
      <AssistantForm key={assistants.length} campaign={slug} />
    </Section>
  );
}

const states: Record<AssistantView['state'], string> = {
  queued: 'waiting for a worker',
  running: 'voting',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};

function Assistants({ assistants, campaign }: { assistants: readonly AssistantView[]; campaign: string }) {
  return (
    <DataTable
      name="Models that vote in this campaign"
      rows={assistants}
      rowKey={({ id }) => id}
      tone={({ withdrawn }) => (withdrawn ? 'quiet' : 'normal')}
      columns={[
        { key: 'name', header: 'Name', rowHeader: true, cell: ({ name }) => name },
        { key: 'state', header: 'State', cell: (assistant) => <State {...assistant} /> },
        { key: 'votes', header: 'Votes', align: 'end', cell: ({ votes }) => <Count value={votes} /> },
        {
          key: 'nouns',
          header: 'Nouns it knows',
          align: 'end',
          cell: ({ nouns }) => <Count value={nouns} />,
        },
        { key: 'added', header: 'Added', cell: ({ createdAt }) => <Moment at={createdAt} /> },
        {
          key: 'act',
          header: 'Next step',
          action: true,
          cell: ({ id, name, mayRetry, removable }) =>
            (mayRetry || removable) && (
              <AssistantActs
                campaign={campaign}
                id={id}
                name={name}
                mayRetry={mayRetry}
                removable={removable}
              />
            ),
        },
      ]}
    />
  );
}

function State({ state, problem, withdrawn }: AssistantView) {
  return (
    <>
      <span className="flex flex-wrap gap-2">
        <Badge tone={state === 'failed' ? 'bad' : 'neutral'}>{states[state]}</Badge>
        {withdrawn && <Badge tone="warn">votes withdrawn</Badge>}
      </span>
      {problem && <p className="mt-1 max-w-sm text-ink-soft">{problem}</p>}
    </>
  );
}
