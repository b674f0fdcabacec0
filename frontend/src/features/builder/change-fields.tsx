import { MultiSelect, Select, Stack } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { StatusMark } from '@/components/ui/status-name'
import type { Problem } from '@/lib/api/client'
import { useTags } from '@/lib/tags/use-tags'
import { useProduct } from '@/lib/workspace/workspace'
import { ChangedFields } from './changed-fields'
import classes from './editor.module.css'
import { errorOf } from './field-errors'
import { OwnerField } from './owner-field'
import { fieldLook } from './read-only'
import { noChange } from './state/draft'

interface ChangeFieldsProps {
  change: crm.CardChange | undefined
  problems: Problem[]
  readOnly: boolean
  onChange: (change: crm.CardChange) => void
}

/** What a step changes on the card. What is not named here stays as it is. */
export function ChangeFields({
  change = noChange,
  problems,
  readOnly,
  onChange,
}: ChangeFieldsProps) {
  const { t } = useTranslation()
  const { statuses } = useProduct()
  const set = (patch: Partial<crm.CardChange>) => onChange({ ...change, ...patch })
  const leave = { value: '', label: t('builder.change.leave') }
  return (
    <Stack gap="sm">
      <Select
        label={t('builder.change.status')}
        data={[leave, ...statuses.map(({ id, name }) => ({ value: id, label: name }))]}
        value={change.status}
        onChange={(status) => set({ status: status ?? '' })}
        renderOption={({ option }) => {
          const status = statuses.find(({ id }) => id === option.value)
          return (
            <span className={classes.option}>
              {status && <StatusMark status={status} />} {option.label}
            </span>
          )
        }}
        allowDeselect={false}
        {...fieldLook(readOnly)}
        error={errorOf(problems, 'change.status')}
      />
      <OwnerField change={change} problems={problems} readOnly={readOnly} set={set} />
      <ChangedFields
        fields={change.fields}
        problems={problems}
        readOnly={readOnly}
        onChange={(fields) => set({ fields })}
      />
      <TagFields change={change} problems={problems} readOnly={readOnly} set={set} />
    </Stack>
  )
}

interface TagFieldsProps extends Pick<ChangeFieldsProps, 'problems' | 'readOnly'> {
  change: crm.CardChange
  set: (patch: Partial<crm.CardChange>) => void
}

function TagFields({ change, problems, readOnly, set }: TagFieldsProps) {
  const { t } = useTranslation()
  const tags = useTags().list
  const without = (taken: string[]) =>
    tags
      .filter((tag) => !taken.includes(tag.id))
      .map(({ id, name }) => ({ value: id, label: name }))
  if (tags.length === 0 && change.addTags.length + change.removeTags.length === 0) return null
  const shared = {
    searchable: true,
    hidePickedOptions: true,
    nothingFoundMessage: t('ui.nothing_found'),
    ...fieldLook(readOnly),
  }
  return (
    <>
      <MultiSelect
        label={t('builder.change.add_tags')}
        placeholder={change.addTags.length === 0 ? t('builder.change.no_tags') : undefined}
        data={without(change.removeTags)}
        value={change.addTags}
        onChange={(addTags) => set({ addTags })}
        {...shared}
        error={errorOf(problems, 'change.tags')}
      />
      <MultiSelect
        label={t('builder.change.remove_tags')}
        placeholder={change.removeTags.length === 0 ? t('builder.change.no_tags') : undefined}
        data={without(change.addTags)}
        value={change.removeTags}
        onChange={(removeTags) => set({ removeTags })}
        {...shared}
      />
    </>
  )
}
