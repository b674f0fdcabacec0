import { Group } from '@mantine/core'
import type { api } from '@wails/go/models'
import { StateBadge } from '@/components/ui/state-badge'

/** What the steps of a passage came to. */
export function StepRuns({ runs }: { runs: api.StepRunView[] }) {
  return (
    <ul style={{ listStyle: 'none', margin: '8px 0 0', padding: 0 }}>
      {runs.map((r) => (
        <li key={r.run.id}>
          <Group gap={6} wrap="nowrap" fz="sm" py={2}>
            <span className="num">{r.position}.</span>
            <span className="clip" title={r.template} style={{ flex: 1 }}>
              {r.template}
            </span>
            <StateBadge
              state={r.run.outcome}
              reason={r.run.reason}
              iconOnly={r.run.outcome === 'done'}
            />
          </Group>
        </li>
      ))}
    </ul>
  )
}
