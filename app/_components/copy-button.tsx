'use client';

import { Copy } from 'lucide-react';
import { Button } from './button';
import { useNotice } from './notices';

/** Puts a text into the clipboard and says so. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const say = useNotice();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => say('Copied.'),
      () => say('The browser did not allow copying. Select the text and copy it by hand.', 'bad'),
    );
  return (
    <Button size="small" icon={<Copy aria-hidden size={14} />} onClick={copy}>
      {label}
    </Button>
  );
}
