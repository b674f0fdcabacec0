import { Select, TextInput } from '@mantine/core'
import type { api, crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { SortableList } from '@/components/ui/sortable-list'
import { StatusMark } from '@/components/ui/status-name'
import { toast } from '@/components/ui/toast'
import { useSaveStatuses } from './api'
import { ListBox } from './list-box'
import classes from './settings.module.css'
import { edited, newKey } from './state/list'
import { useList } from './use-list'

/** The names of the palette that statuses can have. */
const colors = [
  'blue',
  'indigo',
  'violet',
  'grape',
  'pink',
  'red',
  'orange',
  'yellow',
  'lime',
  'green',
  'teal',
  'cyan',
  'gray',
]

/** The statuses of a product, in order, with their group and colour. */
export function StatusesEditor({ view }: { view: api.ProductView }) {
  const { t } = useTranslation()
  const product = view.product.id
  const list = useList(view.statuses)
  const saver = useSaveStatuses()
  const problems = problemsOf(saver.error)
  const { rows, setRows } = list
  const add = () => {
    const status: crm.Status = {
      id: '',
      product,
      name: '',
      group: 'open',
      color: colors[rows.length % colors.length] ?? 'blue',
      position: rows.length + 1,
    }
    setRows([...rows, { ...status, key: newKey(rows) }])
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
      <SortableList
        items={rows}
        idOf={(s) => s.key}
        nameOf={(s) => s.name || t('settings.new_status')}
        onChange={setRows}
        removeLabel={t('common.delete')}
        render={(s, i) => (
          <div className={classes.line}>
            <TextInput
              className={classes.grow}
              aria-label={t('settings.status_name', { n: i + 1 })}
              leftSection={<StatusMark status={s} />}
              autoFocus={s.id === '' && s.name === ''}
              value={s.name}
              onChange={(e) => setRows(edited(rows, s.key, { name: e.currentTarget.value }))}
              error={fieldError(problems, `statuses[${i}]`)}
            />
            <Select
              w={112}
              aria-label={t('settings.status_group', { name: s.name })}
              allowDeselect={false}
              data={(['open', 'won', 'lost'] as const).map((value) => ({
                value,
                label: t(`settings.group.${value}`),
              }))}
              value={s.group}
              onChange={(group) =>
                group && setRows(edited(rows, s.key, { group: group as crm.Status['group'] }))
              }
            />
            <Select
              w={120}
              aria-label={t('settings.status_color', { name: s.name })}
              allowDeselect={false}
              data={colors.map((value) => ({ value, label: t(`settings.color.${value}`) }))}
              value={s.color}
              onChange={(color) => color && setRows(edited(rows, s.key, { color }))}
            />
          </div>
        )}
      />
    </ListBox>
  )
}
