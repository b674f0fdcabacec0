import { MultiSelect, Select, Stack } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import { useWorkspace } from '@/lib/workspace/workspace'
import type { RouteProps } from './route-fields'

/** Whose the new cards are: nobody's, one person's, or several people's in turn. */
export function RouteOwner({ route, change, problems }: RouteProps) {
  const { t } = useTranslation()
  const people = useWorkspace()
    .users.filter((u) => u.active || route.owners.includes(u.id))
    .map((u) => ({ value: u.id, label: u.name }))
  const error = fieldError(problems, 'route.owners', 'route.owning')
  return (
    <Stack gap={6}>
      <Select
        label={t('incoming.owner')}
        allowDeselect={false}
        data={(['none', 'fixed', 'turn'] as const).map((value) => ({
          value,
          label: t(`incoming.owner_${value}`),
        }))}
        value={route.owning}
        onChange={(v) => change({ owning: v as crm.LeadRoute['owning'] })}
      />
      {route.owning === 'fixed' && (
        <Select
          aria-label={t('incoming.owner_fixed')}
          placeholder={t('incoming.owner_choose')}
          searchable
          data={people}
          value={route.owners[0] ?? null}
          onChange={(id) => change({ owners: id ? [id] : [] })}
          error={error}
        />
      )}
      {route.owning === 'turn' && (
        <MultiSelect
          aria-label={t('incoming.owner_turn')}
          placeholder={route.owners.length > 0 ? undefined : t('incoming.owner_choose')}
          searchable
          data={people}
          value={route.owners}
          onChange={(owners) => change({ owners })}
          error={error}
        />
      )}
    </Stack>
  )
}
