'use client';

import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import type { AskedNoun, Assignment } from '#lib/labelling/assignment';
import type { CampaignFacts } from '#lib/labelling/campaign';
import type { ClassifyTree } from '#lib/labelling/classify-noun';

// Each kind of campaign brings its own script alone.
const VerifyWorkspace = dynamic(() => import('./verify-workspace').then((module) => module.VerifyWorkspace));
const ClassifyWorkspace = dynamic(() =>
  import('./classify-workspace').then((module) => module.ClassifyWorkspace),
);

type WorkspaceProps = {
  campaign: CampaignFacts;
  personId: string;
  /** What the labeler goes on with. */
  held: readonly Assignment[];
  /** The nouns of a classify campaign; null for verify. */
  tree: ClassifyTree | null;
  /** Those of the digits in a classify campaign. */
  likely?: readonly AskedNoun[];
  /** What labelers should know beyond the definitions, as the server wrote it: the page brings no script for it. */
  instructions?: ReactNode;
};

/** The workspace of a campaign, as its kind asks. */
export function Workspace({ tree, likely, ...rest }: WorkspaceProps) {
  return tree ? <ClassifyWorkspace {...rest} tree={tree} likely={likely} /> : <VerifyWorkspace {...rest} />;
}
