import type { CampaignKind } from '#lib/labelling/answers';

/** The cookie that tells the server that this browser need not be offered the tutorial of a kind of campaign any more. */
export const tutorialCookie = (kind: CampaignKind) => `imagenest-tutorial-${kind}`;

/** Does not offer it again in this browser. */
export function rememberTutorial(kind: CampaignKind): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is missing on plain HTTP and in some browsers
  document.cookie = `${tutorialCookie(kind)}=seen; path=/label; max-age=31536000; samesite=lax`;
}
