import { Select, TextInput } from '@mantine/core'
import type { api, crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { SortableList } from '@/components/ui/sortable-list'
import { toast } from '@/components/ui/toast'
import { useSaveFields } from './api'
import { ChoicesEditor } from './choices-editor'
import { ListBox } from './list-box'
import classes from './settings.module.css'
import { edited, newKey } from './state/list'
import { useList } from './use-list'

const types = ['text', 'number', 'date', 'yesno', 'choice'] as const

/** The custom fields of a product, in order. The backend says which types can still change. */
export function FieldsEditor({ view }: { view: api.ProductView }) {
  const { t } = useTranslation()
  const product = view.product.id
  const list = useList(view.fields)
  const saver = useSaveFields()
  const problems = problemsOf(saver.error)
  const { rows, setRows } = list
  const add = () => {
    const field: crm.Field = {
      id: '',
      product,
      name: '',
      slug: '',
      type: 'text',
      position: rows.length + 1,
      currency: '',
      requiredFrom: '',
      default: null,
      help: '',
      choices: [],
    }
    setRows([...rows, { ...field, key: newKey(rows) }])
  }
  const save = () =>
    saver.mutate(
      { product, fields: list.numbered },
      {
        onSuccess: () => {
          list.discard()
          toast({ title: t('settings.saved') })
        },
      },
    )
  return (
    <ListBox
      title={t('settings.fields')}
      addLabel={t('settings.add_field')}
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
        idOf={(f) => f.key}
        nameOf={(f) => f.name || t('settings.new_field')}
        onChange={setRows}
        removeLabel={t('common.delete')}
        render={(f, i) => (
          <div className={classes.line}>
            <TextInput
              className={classes.grow}
              aria-label={t('settings.field_name', { n: i + 1 })}
              autoFocus={f.id === '' && f.name === ''}
              value={f.name}
              onChange={(e) => setRows(edited(rows, f.key, { name: e.currentTarget.value }))}
              error={fieldError(problems, `fields[${i}]`)}
            />
            <Select
              w={160}
              aria-label={t('settings.field_type', { name: f.name })}
              allowDeselect={false}
              data={types.map((value) => ({ value, label: t(`settings.type.${value}`) }))}
              value={f.type}
              onChange={(type) =>
                type && setRows(edited(rows, f.key, { type: type as crm.Field['type'] }))
              }
            />
            {f.type === 'choice' && (
              <ChoicesEditor
                field={f}
                onChange={(choices) => setRows(edited(rows, f.key, { choices }))}
              />
            )}
          </div>
        )}
      />
    </ListBox>
  )
}
