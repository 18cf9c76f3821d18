import type { ReactNode } from 'react';
import { SiteFrame } from '@/_components/site-frame';
import { currentPerson } from '@/_server/session';

export default async function LabelLayout({ children }: { children: ReactNode }) {
  return <SiteFrame person={await currentPerson()}>{children}</SiteFrame>;
}
