import { TagsInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { toastError } from '@/components/ui/toast'
import { backend } from '@/lib/api/client'
import { useTags } from '@/lib/tags/use-tags'

interface TagsFieldProps {
  tags: string[]
  onChange: (tags: string[]) => void
  error?: string
}

/** Tags by their names; a name that is not there yet becomes a new tag. */
export function TagsField({ tags, onChange, error }: TagsFieldProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { list, byId } = useTags()
  const names = tags.map((id) => byId.get(id)?.name).filter((n) => n !== undefined)
  const idOf = (name: string) =>
    list.find((g) => g.name.toLocaleLowerCase() === name.toLocaleLowerCase())?.id
  const change = async (wanted: string[]) => {
    const known = wanted.map(idOf).filter((id) => id !== undefined)
    const fresh = wanted.filter((n) => !idOf(n))
    try {
      const made = await Promise.all(
        fresh.map((name) => backend.SaveTag({ id: '', name, color: '' })),
      )
      if (made.length > 0) await queries.invalidateQueries({ queryKey: ['tag'] })
      onChange([...new Set([...known, ...made.map((g) => g.id)])])
    } catch (e) {
      toastError(e)
    }
  }
  return (
    <TagsInput
      label={t('contacts.field.tags')}
      data={list.map((g) => g.name)}
      value={names}
      onChange={(wanted) => void change(wanted)}
      maxLength={60}
      error={error}
    />
  )
}
