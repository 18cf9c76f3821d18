import '@fontsource-variable/inter/wght.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { hasRole } from '#lib/identity/person';
import { NoticeProvider } from '@/_components/notices';
import { SiteFrame } from '@/_components/site-frame';
import { readTheme } from '@/_components/theme';
import { currentPerson } from '@/_server/session';
import { ClaimTrials } from '@/(label)/_workspace/claim-trials';

export const metadata: Metadata = {
  title: { default: 'Imagenest', template: '%s · Imagenest' },
  description:
    'People label images into a nested hierarchy of nouns; researchers compete on what they agreed upon.',
};

const paper = { light: '#f9f7f2', dark: '#171613' };

/** The browser's own bars have the colour of the paper. */
export async function generateViewport(): Promise<Viewport> {
  const theme = await readTheme();
  // The page reaches under a phone's rounded corners; `gutter` and the bars keep what matters out of there.
  if (theme !== 'system') return { viewportFit: 'cover', themeColor: paper[theme] };
  return {
    viewportFit: 'cover',
    themeColor: [
      { media: '(prefers-color-scheme: light)', color: paper.light },
      { media: '(prefers-color-scheme: dark)', color: paper.dark },
    ],
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [theme, person] = await Promise.all([readTheme(), currentPerson()]);
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme}>
      <body>
        <a
          href="#main"
          className="sr-only rounded bg-accent text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:px-4 focus:py-2"
        >
          Skip to the content
        </a>
        <NoticeProvider>
          {hasRole(person, 'labeler') && <ClaimTrials />}
          <SiteFrame person={person}>{children}</SiteFrame>
        </NoticeProvider>
      </body>
    </html>
  );
}
