import type { CampaignKind } from '#lib/labelling/answers';
import { keepCookie } from './keep-cookie';

const seenCookie = (kind: CampaignKind) => `imagenest-tutorial-${kind}`;
const DECLINED = 'imagenest-tutorial-declined';

/** Whether a browser with these cookies is offered the tutorial of a kind of campaign: it saw none of that kind and declined none. */
export function offersTutorial(cookies: { has: (name: string) => boolean }, kind: CampaignKind): boolean {
  return !cookies.has(DECLINED) && !cookies.has(seenCookie(kind));
}

/** Does not offer this kind's tutorial again in this browser. */
export function rememberTutorial(kind: CampaignKind): void {
  keepCookie(seenCookie(kind), 'seen');
}

/** Does not offer any tutorial again in this browser: the workspace has a link to it. */
export function declineTutorials(): void {
  keepCookie(DECLINED, 'seen');
}
