import type { MyFigures } from '#lib/labelling/labeler-figures';
import type { MyLabelling } from '#lib/labelling/server/my-labelling';
import { type Column, DataTable } from '@/_components/data-table';
import { Count, Figure } from '@/_components/figure';
import { Moment } from '@/_components/moment';
import { TextLink } from '@/_components/text-link';
import { AgreedShare } from './agreed-share';

/** A campaign with all its votes, and what the days of the last year tell of it. */
type Row = MyLabelling['campaigns'][number] & { figures?: MyFigures['campaigns'][number] };

const none = { votes: 0, agreed: 0 };

const columns: Column<Row>[] = [
  {
    key: 'campaign',
    header: 'Campaign',
    rowHeader: true,
    cell: ({ slug, title }) => <TextLink href={`/label/${slug}`}>{title}</TextLink>,
  },
  { key: 'votes', header: 'Your votes', align: 'end', cell: ({ votes }) => <Count value={votes} /> },
  {
    key: 'week',
    header: 'This week',
    align: 'end',
    cell: ({ figures }) => <Count value={figures?.week ?? 0} />,
  },
  {
    key: 'pace',
    header: 'Votes an hour',
    align: 'end',
    cell: ({ figures }) => <Figure value={figures?.pace ?? null} digits={0} />,
  },
  {
    key: 'agreement',
    header: 'Agreement',
    align: 'end',
    cell: ({ figures }) => <AgreedShare {...(figures?.agreement ?? none)} />,
  },
  {
    key: 'last',
    header: 'Last vote',
    align: 'end',
    cell: ({ lastVoteAt }) => <Moment at={lastVoteAt} show="date" />,
  },
];

type CampaignTableProps = {
  campaigns: MyLabelling['campaigns'];
  figures: MyFigures['campaigns'];
};

/** The campaigns that somebody has voted in, the last one first. */
export function CampaignTable({ campaigns, figures }: CampaignTableProps) {
  const bySlug = new Map(figures.map((each) => [each.slug, each]));
  const rows = campaigns.map((campaign): Row => {
    const own = bySlug.get(campaign.slug);
    return { ...campaign, ...(own && { figures: own }) };
  });
  return (
    <DataTable
      name="Campaigns that you have voted in"
      columns={columns}
      rows={rows}
      rowKey={({ slug }) => slug}
    />
  );
}
