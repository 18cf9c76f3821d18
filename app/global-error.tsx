'use client';

import './globals.css';
import PageError from './error';

/** What stands in place of everything when the root layout itself broke. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>This page broke · Imagenest</title>
        <main id="main">
          <PageError {...props} />
        </main>
      </body>
    </html>
  );
}
