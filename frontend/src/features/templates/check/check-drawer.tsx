import { Button, Group, Select, Stack } from '@mantine/core'
import { IconHandStop, IconRefresh } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { SideDrawer } from '@/components/ui/side-drawer'
import { useFilters } from '../api'
import { contentOf, type Draft } from '../state/draft'
import { CheckProgress } from './check-progress'
import { Findings } from './findings'
import { SmsWorst } from './sms-worst'
import { usePreflight } from './use-preflight'

interface CheckDrawerProps {
  product: string
  draft: Draft
  /** What uses the template: their filters are proposed. */
  usedBy: api.Use[]
  /** Shows the text as a card. */
  onShow: (card: string) => void
  onClose: () => void
}

const all = 'all'

/** Holds the text against the cards of a filter, before anything is sent. */
export function CheckDrawer({ product, draft, usedBy, onShow, onClose }: CheckDrawerProps) {
  const { t } = useTranslation()
  const filters = useFilters(product)
  const [picked, setPicked] = useState<string>()
  const { state, run, stop } = usePreflight()
  const own = ownFilters(filters.data ?? [], usedBy)
  const filter = picked ?? (filters.data ? (own[0] ?? all) : undefined)
  const ask = () =>
    void run({
      product,
      kind: draft.kind,
      content: contentOf(draft),
      filter: !filter || filter === all ? '' : filter,
    } as api.PreflightIn)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each choice of a filter is checked at once
  useEffect(() => {
    if (filter) ask()
  }, [filter])
  const { result, error, job } = state
  return (
    <SideDrawer open onClose={onClose} title={t('templates.check.title')}>
      <Stack gap="md">
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <Select
            label={t('templates.check.filter')}
            data={[
              { value: all, label: t('templates.check.all') },
              ...(filters.data ?? []).map(({ filter: f }) => ({ value: f.id, label: f.name })),
            ]}
            value={filter ?? null}
            onChange={(f) => f && setPicked(f)}
            allowDeselect={false}
            searchable
            flex={1}
          />
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} />}
            onClick={ask}
            disabled={!filter || Boolean(job)}
          >
            {t('templates.check.again')}
          </Button>
        </Group>
        {job && <CheckProgress job={job} onCancel={stop} />}
        {error && <ErrorBox error={error} onRetry={ask} />}
        {state.cancelled && (
          <EmptyState small icon={IconHandStop} title={t('templates.check.cancelled')} />
        )}
        {result && <Findings product={product} job={state.of} result={result} onShow={onShow} />}
        {result?.sms && result.cards > 0 && (
          <SmsWorst sms={result.sms} cards={result.cards} onShow={onShow} />
        )}
      </Stack>
    </SideDrawer>
  )
}

// The filters of the automations that use the template.
function ownFilters(rows: api.FilterRow[], usedBy: api.Use[]): string[] {
  const sequences = new Set(usedBy.filter((u) => u.noun === 'sequence').map((u) => u.id))
  return rows
    .filter((row) => row.usedBy.some((u) => u.noun === 'sequence' && sequences.has(u.id)))
    .map((row) => row.filter.id)
}
