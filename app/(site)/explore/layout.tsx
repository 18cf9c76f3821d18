import type { ReactNode } from 'react';
import { openingPath } from './opening-path';
import { TreeProvider } from './tree-context';
import { TreePanel } from './tree-panel';

/** The tree at the left, which stays as it is while one goes from noun to noun; the noun's page at the right. */
export default async function ExploreLayout({ children }: { children: ReactNode }) {
  const { root, path, levels } = await openingPath();
  return (
    <TreeProvider root={root} path={path} levels={levels}>
      <div className="gutter mx-auto w-full max-w-[96rem] lg:grid lg:grid-cols-[20rem_minmax(0,1fr)] lg:gap-x-8 xl:grid-cols-[24rem_minmax(0,1fr)]">
        <TreePanel />
        <div className="min-w-0 pt-4 pb-8">{children}</div>
      </div>
    </TreeProvider>
  );
}
