import { Button, LinkButton } from '@/_components/button';
import { PageShell } from '@/_components/page-shell';
import type { QuizState } from './quiz-state';

type QuizIntroProps = {
  title: string;
  state: QuizState;
  guide: string;
  onBegin: () => void;
};

/** What the qualification is and why. */
export function QuizIntro({ title, state, guide, onBegin }: QuizIntroProps) {
  const { needed, mark, failed, answered } = state.round;
  return (
    <PageShell
      title={`${needed} images before your votes count`}
      path={[{ label: 'Campaigns', href: '/label' }, { label: title }]}
      width="text"
    >
      <p className="text-lg">
        This campaign first asks everybody about {needed} images whose answers are known. So both sides see
        that you mean the same by its nouns, and every vote that you give afterwards counts. After each answer
        you are told what is right; {mark} of {needed} are enough, and who has fewer tries again with other
        images.
      </p>
      {answered > 0 && (
        <p className="mt-4 text-ink-soft">
          You have answered {answered} of {needed}.
        </p>
      )}
      {answered === 0 && failed > 0 && (
        <p className="mt-4 text-ink-soft">This is your try number {failed + 1}, with other images.</p>
      )}
      <div className="mt-6 flex flex-wrap gap-3">
        <Button variant="primary" onClick={onBegin}>
          {answered > 0 ? 'Go on' : 'Begin'}
        </Button>
        <LinkButton href={guide}>Read the field guide first</LinkButton>
      </div>
    </PageShell>
  );
}
