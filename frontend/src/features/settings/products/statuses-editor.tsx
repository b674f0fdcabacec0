import { Text } from '@mantine/core'
import type { api, crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemsOf } from '@/components/ui/problems'
import { SortableList } from '@/components/ui/sortable-list'
import { toast } from '@/components/ui/toast'
import { useSaveStatuses } from '../api'
import { ListBox } from '../list-box'
import { edited, type Keyed, newKey } from '../state/list'
import { useList } from '../use-list'
import { colors } from './color-menu'
import { RemoveStatus } from './remove-status'
import { StatusRow } from './status-row'

const groups = ['open', 'won', 'lost'] as const

/** The statuses of a product by group, in order, with their colours. */
export function StatusesEditor({ view }: { view: api.ProductView }) {
  const { t } = useTranslation()
  const product = view.product.id
  const list = useList(view.statuses)
  const saver = useSaveStatuses()
  const [removing, setRemoving] = useState<crm.Status>()
  const problems = problemsOf(saver.error)
  const { rows, setRows } = list
  const of = (group: crm.Status['group']) => rows.filter((s) => s.group === group)
  // The list is saved by group, so it is kept by group.
  const put = (next: Keyed<crm.Status>[]) =>
    setRows(groups.flatMap((g) => next.filter((s) => s.group === g)))
  const change = (group: crm.Status['group'], next: Keyed<crm.Status>[]) => {
    const gone = of(group).find((s) => !next.includes(s))
    if (gone?.id) setRemoving(gone)
    else put([...rows.filter((s) => s.group !== group), ...next])
  }
  const add = () => {
    const color = colors[rows.length % colors.length] ?? 'blue'
    const status: crm.Status = { id: '', product, name: '', group: 'open', color, position: 0 }
    put([...rows, { ...status, key: newKey(rows) }])
  }
  const save = () =>
    saver.mutate(
      { product, statuses: list.numbered },
      {
        onSuccess: () => {
          list.discard()
          toast({ title: t('settings.saved') })
        },
      },
    )
  return (
    <ListBox
      title={t('settings.statuses')}
      addLabel={t('settings.add_status')}
      onAdd={add}
      dirty={list.dirty}
      saving={saver.isPending}
      error={saver.error}
      onSave={save}
      onDiscard={() => {
        saver.reset()
        list.discard()
      }}
    >
      {groups.map((group) => (
        <section key={group} aria-label={t(`settings.group.${group}`)}>
          <Text size="xs" fw={600} c="dimmed" mt="xs" mb={4}>
            {t(`settings.group.${group}`)}
          </Text>
          {of(group).length === 0 && (
            <Text size="sm" c="dimmed">
              {t(`settings.group_none.${group}`)}
            </Text>
          )}
          <SortableList
            items={of(group)}
            idOf={(s) => s.key}
            nameOf={(s) => s.name || t('settings.new_status')}
            onChange={(next) => change(group, next)}
            removeLabel={t('common.delete')}
            render={(s) => (
              <StatusRow
                status={s}
                place={rows.indexOf(s)}
                problems={problems}
                onChange={(part) => put(edited(rows, s.key, part))}
              />
            )}
          />
        </section>
      ))}
      {removing && (
        <RemoveStatus
          view={view}
          status={removing}
          onClose={() => setRemoving(undefined)}
          onRemoved={() => {
            if (list.dirty) put(rows.filter((s) => s.id !== removing.id))
            setRemoving(undefined)
          }}
        />
      )}
    </ListBox>
  )
}
