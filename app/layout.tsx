import '@fontsource-variable/inter/wght.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { NoticeProvider } from '@/_components/notices';
import { readTheme } from '@/_components/theme';

export const metadata: Metadata = {
  title: { default: 'Imagenest', template: '%s · Imagenest' },
  description:
    'People label pictures into a nested hierarchy of nouns; researchers compete on what they agreed upon.',
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f9f7f2' },
    { media: '(prefers-color-scheme: dark)', color: '#171613' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await readTheme();
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme}>
      <body>
        <a
          href="#main"
          className="sr-only rounded bg-accent text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:px-4 focus:py-2"
        >
          Skip to the content
        </a>
        <NoticeProvider>{children}</NoticeProvider>
      </body>
    </html>
  );
}
