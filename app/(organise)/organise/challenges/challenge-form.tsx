'use client';

import { type MetricName, metricNames, metrics } from '#lib/challenges/metric';
import type { ScorableVersion } from '#lib/challenges/server/list-scorable-versions';
import { CheckboxField } from '@/_components/checkbox-field';
import { ErrorSummary } from '@/_components/error-summary';
import { SelectField } from '@/_components/select-field';
import { SubmitButton } from '@/_components/submit-button';
import { TextArea } from '@/_components/text-area';
import { TextField } from '@/_components/text-field';
import { useSentForm } from '@/_components/use-sent-form';
import { changeChallengeAction, newChallengeAction } from './challenge-form-actions';
import { FormRows } from './form-rows';
import { type PhaseFields, PhaseFieldset } from './phase-fieldset';
import { type TrackFields, TrackFieldset } from './track-fieldset';

/** What the fields begin with, each as its field holds it. */
export type ChallengeFields = {
  slug?: string;
  title?: string;
  edition: string;
  series?: string;
  version?: string;
  classes?: string;
  timeZone: string;
  description?: string;
  rules?: string;
  prizes?: string;
  contact?: string;
  publishedAt?: string;
  metric: MetricName;
  secondaryMetrics: readonly MetricName[];
  publicPercent: string;
  ladderStep?: string;
  registration: string;
  emailDomains?: string;
  maxTeamSize: string;
  mergeUntil?: string;
  phases: readonly PhaseFields[];
  tracks: readonly TrackFields[];
};

type ChallengeFormProps = {
  versions: readonly ScorableVersion[];
  /** A challenge that is there keeps its name in addresses. */
  change?: boolean;
  fields: ChallengeFields;
};

const usualPhase: PhaseFields = {
  name: '',
  opensAt: '',
  closesAt: '',
  shows: 'public',
  dailyQuota: '5',
  weeklyQuota: '',
  totalQuota: '',
  maxModelMb: '512',
  timeLimitMinutes: '30',
  memoryLimitMb: '4096',
};

/** Says what a challenge asks, on which version, in which phases, how it is scored, and who may take part. */
export function ChallengeForm({ versions, change = false, fields }: ChallengeFormProps) {
  const form = useSentForm(change ? changeChallengeAction : newChallengeAction);
  const { submit, refused, key, field, chosen } = form;
  return (
    <form key={key} action={submit} className="flex max-w-2xl flex-col gap-10">
      {refused && <ErrorSummary message={refused.message} fieldErrors={refused.fieldErrors} />}
      <Group title="What it is">
        <TextField {...field('title', fields.title)} label="Title" required maxLength={120} />
        {change ? (
          <input type="hidden" name="slug" value={fields.slug} />
        ) : (
          <TextField
            {...field('slug', fields.slug)}
            label="Name in addresses"
            hint="Lower-case letters, digits and hyphens: garden-birds-2026. It stays."
            required
          />
        )}
        <TextField
          {...field('edition', fields.edition)}
          label="Edition"
          hint="The year."
          type="number"
          min={1900}
          max={9999}
          required
        />
        <TextField
          {...field('series', fields.series)}
          label="Series"
          optional
          hint="A name in addresses that its editions share: garden-birds."
        />
        <SelectField
          {...field('version', fields.version)}
          label="Dataset version"
          options={versions.map(({ dataset, title, version, classes, heldOut }) => ({
            value: `${dataset}@${version}`,
            label: `${title}, version ${version}: ${classes} classes, ${heldOut.toLocaleString('en')} held out`,
          }))}
        />
        <TextArea
          {...field('classes', fields.classes)}
          label="Classes"
          optional
          rows={3}
          hint="Synset ids in the order of a model's outputs. Empty: all classes of the version, by id."
        />
        <TextArea
          {...field('description', fields.description)}
          label="What is asked"
          optional
          rows={6}
          hint="Markdown."
        />
        <TextArea
          {...field('rules', fields.rules)}
          label="Rules"
          optional
          rows={6}
          hint="Markdown. People accept them when they enter; others later are another version, accepted before the next submission."
        />
        <TextArea {...field('prizes', fields.prizes)} label="Prizes" optional rows={3} hint="Markdown." />
        <TextField {...field('contact', fields.contact)} label="Contact" optional hint="Whom people ask." />
      </Group>
      <Group title="When">
        <TextField
          {...field('timeZone', fields.timeZone)}
          label="Time zone"
          hint="UTC, or a place like Europe/Berlin: all times below, and the days and weeks of quotas, go by its clock."
          required
        />
        <FormRows
          title="Phases"
          list="phases"
          one="phase"
          least={1}
          rows={fields.phases}
          usual={usualPhase}
          sent={refused?.sent}
          render={(row, name) => (
            <PhaseFieldset fields={row} field={(part, usual) => field(`${name}.${part}`, usual)} />
          )}
        />
        <TextField
          {...field('publishedAt', fields.publishedAt)}
          label="Results out"
          optional
          type="datetime-local"
          hint="Empty: when you say so, after the close."
        />
      </Group>
      <Group title="How it is scored">
        <SelectField
          {...field('metric', fields.metric)}
          label="Ordered by"
          options={metricNames.map((name) => ({
            value: name,
            label: `${metrics[name].label} (${metrics[name].lessIsBetter ? 'lower' : 'higher'} is better)`,
          }))}
        />
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 font-medium">Shown beside</legend>
          {metricNames.map((name) => (
            <CheckboxField
              key={name}
              id={`secondary-${name}`}
              name="secondaryMetrics"
              value={name}
              label={metrics[name].label}
              defaultChecked={chosen('secondaryMetrics', name, fields.secondaryMetrics.includes(name))}
            />
          ))}
        </fieldset>
        <TextField
          {...field('publicPercent', fields.publicPercent)}
          label="Public share (%)"
          hint="Of each class's held-out images: scores on them show while the challenge runs, scores on the others when the results are out. 100: all show."
          type="number"
          min={5}
          max={100}
          required
        />
        <TextField
          {...field('ladderStep', fields.ladderStep)}
          label="Step of the Ladder"
          optional
          hint="By how much a score must beat the team's best to show, as 0.001. Empty: every score shows."
          inputMode="decimal"
        />
      </Group>
      <Group title="Who takes part">
        <SelectField
          {...field('registration', fields.registration)}
          label="Registration"
          options={[
            { value: 'open', label: 'Everybody' },
            { value: 'approval', label: 'Whom you admit' },
            { value: 'domain', label: 'Who has an address of these domains' },
            { value: 'invitation', label: 'Whom you invite by address' },
          ]}
        />
        <TextField
          {...field('emailDomains', fields.emailDomains)}
          label="Domains"
          optional
          hint="example.org, example.edu: for registration by domain."
        />
        <TextField
          {...field('maxTeamSize', fields.maxTeamSize)}
          label="People in a team"
          type="number"
          min={1}
          max={100}
          required
        />
        <TextField
          {...field('mergeUntil', fields.mergeUntil)}
          label="Teams may merge until"
          optional
          type="datetime-local"
        />
        <FormRows
          title="Tracks"
          list="tracks"
          one="track"
          least={0}
          rows={fields.tracks}
          usual={{ slug: '', title: '', outsideData: false }}
          sent={refused?.sent}
          render={(row, name) => (
            <TrackFieldset
              fields={row}
              name={name}
              field={(part, usual) => field(`${name}.${part}`, usual)}
              outside={chosen(`${name}.outsideData`, 'on', row.outsideData)}
            />
          )}
        />
      </Group>
      <div>
        <SubmitButton pendingLabel={change ? 'Keeping the settings' : 'Opening the challenge'}>
          {change ? 'Keep the settings' : 'Open the challenge'}
        </SubmitButton>
      </div>
    </form>
  );
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="flex flex-col gap-5">
      <h2 className="text-lg font-semibold">{title}</h2>
      {children}
    </section>
  );
}
